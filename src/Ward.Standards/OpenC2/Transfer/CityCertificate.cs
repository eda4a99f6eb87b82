using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ward.Standards.OpenC2.Transfer;

/// <summary>
/// Who a certificate speaks for (OpenC2 over HTTPS 1.1, section 3.2.4: both ends authenticate). A certificate counts
/// when the city's own authority issued it, now is within its time, it was made for this side of TLS, and it bears the
/// role as a URI in its subject alternative name.
/// </summary>
public static class CityCertificate
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1", ClientUsage = "1.3.6.1.5.5.7.3.2";

    /// <summary>The role URI that the certificate bears, or null where it counts for nothing.</summary>
    /// <param name="authority">The city's certificate; the system's own list of authorities is never asked.</param>
    /// <param name="asClient">True for the client's side of TLS.</param>
    public static string? RoleOf(X509Certificate2 certificate, X509Certificate2 authority, bool asClient, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(asClient ? ClientUsage : ServerUsage));
        if (!chain.Build(certificate) || chain.ChainElements.Count != 2)
            return null;
        var roles = Uris(certificate).Where(u => u.StartsWith(Profiles.WardProfile.RoleUriPrefix, StringComparison.Ordinal)).ToList();
        return roles.Count == 1 ? roles[0] : null;
    }

    /// <summary>The hash of the public key, by which one certain peer is known again.</summary>
    public static string Pin(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(KeyOf(certificate)));

    public static byte[] KeyOf(X509Certificate2 certificate) => certificate.PublicKey.ExportSubjectPublicKeyInfo();

    private static List<string> Uris(X509Certificate2 certificate)
    {
        List<string> uris = [];
        foreach (var extension in certificate.Extensions)
        {
            if (extension.Oid?.Value != SubjectAlternativeName)
                continue;
            try
            {
                var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                var uri = new Asn1Tag(TagClass.ContextSpecific, 6);
                while (names.HasData)
                {
                    if (names.PeekTag() == uri)
                        uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, uri));
                    else
                        names.ReadEncodedValue();
                }
            }
            catch (AsnContentException) { return []; }
        }
        return uris;
    }
}
