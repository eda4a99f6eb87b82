using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ward.Server.Access;
using Ward.Server.Settings;

namespace Ward.Server.Hosting;

/// <summary>The certificate that console and API show.</summary>
internal static class Certificates
{
    /// <summary>The self-signed certificate without its key, for the command line to compare with.</summary>
    public const string PublicFile = "server.crt";

    private static readonly TimeSpan Life = TimeSpan.FromDays(397);

    /// <summary>The given one, else the self-signed one of the state folder, made on the first start and again when it has ended.</summary>
    /// <exception cref="CryptographicException">The given file holds no certificate with its key.</exception>
    public static X509Certificate2 For(ServerOptions options)
    {
        if (options.Certificate is { } given) return Load(given);
        var kept = Path.Combine(options.State, "server.pfx");
        if (File.Exists(kept) && X509CertificateLoader.LoadPkcs12FromFile(kept, null) is var certificate
            && certificate.NotAfter.ToUniversalTime() > TimeProvider.System.GetUtcNow().UtcDateTime)
            return certificate;
        PrivateFile.Write(kept, Make(options.Listen.Address, TimeProvider.System.GetUtcNow()));
        var made = X509CertificateLoader.LoadPkcs12FromFile(kept, null);
        File.WriteAllText(Path.Combine(options.State, PublicFile), made.ExportCertificatePem() + "\n");
        return made;
    }

    private static X509Certificate2 Load(string file)
    {
        var certificate = file.EndsWith(".pem", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".crt", StringComparison.OrdinalIgnoreCase)
            ? X509Certificate2.CreateFromPemFile(file)
            : X509CertificateLoader.LoadPkcs12FromFile(file, null);
        return certificate.HasPrivateKey ? certificate : throw new CryptographicException($"--certificate: '{file}' holds no private key");
    }

    private static byte[] Make(IPAddress listen, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Ward", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName(Dns.GetHostName());
        names.AddIpAddress(IPAddress.Loopback);
        if (!listen.Equals(IPAddress.Any) && !listen.Equals(IPAddress.IPv6Any) && !listen.Equals(IPAddress.Loopback)) names.AddIpAddress(listen);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Life);
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
