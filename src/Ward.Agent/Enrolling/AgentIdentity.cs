using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ward.Elements.Leases;
using Ward.Standards.OpenC2.Transfer;

namespace Ward.Agent.Enrolling;

/// <summary>The agent's key, which never leaves its state folder, and what the city's authority made of it. Files are 0600.</summary>
internal sealed class AgentIdentity : IDisposable
{
    private readonly string folder;

    private AgentIdentity(string folder, ECDsa key)
    {
        this.folder = folder;
        Key = key;
    }

    public ECDsa Key { get; }

    /// <summary>Null before enrolment.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>Null before enrolment.</summary>
    public X509Certificate2? Authority { get; private set; }

    public static AgentIdentity Open(string state)
    {
        var folder = Directory.CreateDirectory(Path.Combine(state, "identity")).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var keyFile = Path.Combine(folder, "key.pem");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(keyFile))
            key.ImportFromPem(File.ReadAllText(keyFile));
        else
            DurableFile.Replace(keyFile, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        var identity = new AgentIdentity(folder, key);
        var (own, city) = (Path.Combine(folder, "agent.pem"), Path.Combine(folder, "authority.pem"));
        if (File.Exists(own) && File.Exists(city))
            identity.Take(X509Certificate2.CreateFromPem(File.ReadAllText(own)), X509Certificate2.CreateFromPem(File.ReadAllText(city)));
        return identity;
    }

    /// <summary>Self-signed over the same key, for the minutes of the enrolment.</summary>
    public X509Certificate2 Temporary(DateTimeOffset now) =>
        new CertificateRequest("CN=ward-agent awaiting enrolment", Key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddMinutes(-5), now.AddHours(1));

    public byte[] Request() => new CertificateRequest("CN=ward-agent", Key, HashAlgorithmName.SHA256).CreateSigningRequest();

    public byte[] PublicKey => Key.ExportSubjectPublicKeyInfo();

    /// <summary>Keeps what the authority handed over; false where it is not for this key or not the authority's.</summary>
    public bool TryKeep(byte[] certificate, byte[] authority, DateTimeOffset now)
    {
        try
        {
            using var own = X509CertificateLoader.LoadCertificate(certificate);
            var city = X509CertificateLoader.LoadCertificate(authority);
            if (!CityCertificate.KeyOf(own).AsSpan().SequenceEqual(PublicKey)
                || CityCertificate.RoleOf(own, city, asClient: false, now) != Standards.OpenC2.Profiles.WardProfile.AgentRole)
                return false;
            // The authority first: with the certificate there, the enrolment is complete.
            DurableFile.Replace(Path.Combine(folder, "authority.pem"), Encoding.ASCII.GetBytes(city.ExportCertificatePem()));
            DurableFile.Replace(Path.Combine(folder, "agent.pem"), Encoding.ASCII.GetBytes(own.ExportCertificatePem()));
            Take(X509Certificate2.CreateFromPem(own.ExportCertificatePem()), city);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        Key.Dispose();
        Certificate?.Dispose();
        Authority?.Dispose();
    }

    private void Take(X509Certificate2 own, X509Certificate2 city)
    {
        using (own)
            Certificate = own.CopyWithPrivateKey(Key);
        Authority = city;
    }
}
