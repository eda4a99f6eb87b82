using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ward.Ingest.Feeds;

/// <summary>
/// The server's side of TLS on a listening feed: TLS 1.2 or 1.3, certificates from files, read anew when a file has changed, so that a renewed
/// certificate needs no restart. Senders' certificates are checked against the feed's own authority alone; revocation lists are not fetched. Thread-safe.
/// </summary>
internal sealed class TlsDoor(FeedTls files) : IDisposable
{
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(10);
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private readonly Lock gate = new();
    private (DateTime Certificate, DateTime Key, DateTime Clients) read;
    private SslStreamCertificateContext? shown;
    private X509Certificate2Collection clients = [];

    /// <summary>True where a sender must show a certificate.</summary>
    public bool AsksClients => files.Clients is not null;

    /// <exception cref="IOException">A file is missing or holds no usable certificate or key; the message says which.</exception>
    public void Check() => Current();

    /// <summary>The encrypted stream, or null where the handshake fails or takes longer than 10 s.</summary>
    public async Task<SslStream?> TryOpen(Stream plain, FeedInlet inlet, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Handshake, inlet.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        var stream = new SslStream(plain, leaveInnerStreamOpen: true);
        try
        {
            var (certificate, authority) = Current();
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificateRequired = AsksClients,
                RemoteCertificateValidationCallback = (_, theirs, _, _) => !AsksClients || IsOf(authority, theirs as X509Certificate2, inlet.Time),
            }, both.Token).ConfigureAwait(false);
            return stream;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var authority in clients) authority.Dispose();
        shown?.TargetCertificate.Dispose();
    }

    private static bool IsOf(X509Certificate2Collection authority, X509Certificate2? theirs, TimeProvider time)
    {
        if (theirs is null) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientUse));
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        return chain.Build(theirs);
    }

    private (SslStreamCertificateContext, X509Certificate2Collection) Current()
    {
        lock (gate)
        {
            var now = (File.GetLastWriteTimeUtc(files.Certificate), File.GetLastWriteTimeUtc(files.Key ?? files.Certificate),
                files.Clients is null ? default : File.GetLastWriteTimeUtc(files.Clients));
            if (shown is not null && now == read) return (shown, clients);
            try
            {
                using var pem = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
                var between = new X509Certificate2Collection();
                between.ImportFromPemFile(files.Certificate);
                var authority = new X509Certificate2Collection();
                if (files.Clients is not null) authority.ImportFromPemFile(files.Clients);
                if (files.Clients is not null && authority.Count == 0) throw new CryptographicException($"{files.Clients} holds no certificate");
                var context = SslStreamCertificateContext.Create(X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null), between, offline: true);
                (shown, clients, read) = (context, authority, now);
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException && shown is null)
            {
                throw new IOException($"TLS: {files.Certificate}: {e.Message}", e);
            }
            catch (Exception e) when (shown is not null && e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                // Half-way through a renewal: the certificate at hand serves until the new pair is whole.
            }

            return (shown!, clients);
        }
    }
}
