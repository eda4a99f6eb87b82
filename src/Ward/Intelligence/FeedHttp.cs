using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ward.Intelligence;

/// <summary>Makes the HTTP client of one feed: its secrets, its certificate, no redirects (they would carry secrets to strangers).</summary>
internal static class FeedHttp
{
    /// <exception cref="IOException">A secret or certificate cannot be read; the message names the file.</exception>
    public static HttpClient Make(IntelFeed feed)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            client.DefaultRequestHeaders.UserAgent.ParseAdd("Ward");
            Open(feed.Access, client, handler);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Why the address may not be asked, or null.</summary>
    public static string? Refuses(IntelFeed feed) =>
        feed.Address is { Scheme: "http", IsLoopback: false } && !feed.Insecure ? "plain http is allowed on loopback alone; use https, or say 'insecure: true'" : null;

    private static void Open(FeedAccess access, HttpClient client, SocketsHttpHandler handler)
    {
        if (access.User is { } user)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Secret(access.PasswordFile!)}")));
        if (access.TokenFile is { } token) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret(token));
        if (access.HeaderFile is { } file)
        {
            var line = Secret(file);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !client.DefaultRequestHeaders.TryAddWithoutValidation(line[..colon].Trim(), line[(colon + 1)..].Trim())) throw new IOException($"{file}: its first line must be a header such as 'Auth-Key: …'");
        }

        if (access.Certificate is not { } certificate) return;
        try
        {
            handler.SslOptions.ClientCertificates = [X509Certificate2.CreateFromPemFile(certificate, access.Key)];
        }
        catch (Exception fault) when (fault is CryptographicException or UnauthorizedAccessException)
        {
            throw new IOException($"{certificate}: the client certificate cannot be read: {fault.Message}", fault);
        }
    }

    private static string Secret(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } line ? line : throw new IOException($"{file}: its first line is empty; the secret belongs there");
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException($"{file}: it may not be read", fault);
        }
    }
}
