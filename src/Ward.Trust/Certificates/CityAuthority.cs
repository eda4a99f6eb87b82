using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ward.Trust.Certificates;

/// <summary>
/// The city's own certificate authority (ECDSA P-256, ten years), made on first use. Nobody outside the city is trusted by
/// an agent, and nobody needs to be: agents know this one certificate. Thread-safe.
/// </summary>
public sealed class CityAuthority : IDisposable
{
    private const string AuthorityName = "authority";
    private static readonly TimeSpan Life = TimeSpan.FromDays(3652);
    // Agents' clocks may be a little behind ours.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly KeyFolder folder;
    private readonly TimeProvider time;
    private readonly Lock turn = new();
    private readonly X509Certificate2 authority;

    /// <param name="folder">Where keys are kept; the authority's own key among them.</param>
    public CityAuthority(KeyFolder folder, TimeProvider time)
    {
        (this.folder, this.time) = (folder, time);
        if (folder.Load(AuthorityName) is { } pem)
        {
            authority = X509Certificate2.CreateFromPem(pem, pem);
        }
        else
        {
            authority = Make(time.GetUtcNow());
            folder.Store(AuthorityName, authority.ExportCertificatePem() + "\n" + KeyPem(authority));
        }
        // The certificate alone, for whoever may know the authority but not its key.
        if (folder.Load("authority-certificate") is null)
            folder.Store("authority-certificate", authority.ExportCertificatePem());
        Client(CertificateRole.Release).Dispose();
    }

    /// <summary>The authority's certificate, without its key.</summary>
    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificate(authority.RawData);

    /// <summary>The stored client certificate of the role with its key; made anew when two thirds of it are over. The caller disposes.</summary>
    public X509Certificate2 Client(CertificateRole role)
    {
        if (role == CertificateRole.Agent)
            throw new ArgumentException("an agent makes its own key", nameof(role));
        lock (turn)
        {
            var name = role == CertificateRole.Producer ? "producer" : "release";
            if (folder.Load(name) is { } pem)
            {
                var known = X509Certificate2.CreateFromPem(pem, pem);
                if (known.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime > role.Life() * (2.0 / 3))
                    return known;
                known.Dispose();
            }
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var bare = Sign(new CertificateRequest($"CN=ward {name}", key, HashAlgorithmName.SHA256), role);
            var made = bare.CopyWithPrivateKey(key);
            folder.Store(name, made.ExportCertificatePem() + "\n" + KeyPem(made));
            return made;
        }
    }

    /// <summary>A certificate for an agent's request, or null where the request is not signed by its own P-256 key. Its names are ours, never the request's.</summary>
    public X509Certificate2? SignAgent(byte[] request, string name)
    {
        try
        {
            var asked = CertificateRequest.LoadSigningRequest(request, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default);
            using var key = asked.PublicKey.GetECDsaPublicKey();
            if (key is null || key.KeySize != 256)
                return null;
            var subject = new X500DistinguishedNameBuilder();
            subject.AddCommonName(name);
            return Sign(new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256), CertificateRole.Agent);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => authority.Dispose();

    private X509Certificate2 Sign(CertificateRequest request, CertificateRole role) => Sign(request, role, time.GetUtcNow() - Skew, role.Life() + Skew);

    private X509Certificate2 Sign(CertificateRequest request, CertificateRole role, DateTimeOffset from, TimeSpan life)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(role.Uri()));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(role == CertificateRole.Agent ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        var until = from + life;
        if (from < authority.NotBefore)
            from = authority.NotBefore;
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        return request.Create(authority, from, until < authority.NotAfter ? until : authority.NotAfter, serial);
    }

    private static X509Certificate2 Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Ward city authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now - Skew, now + Life);
    }

    private static string KeyPem(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
