using System.Net;

namespace Ward.Server.Settings;

/// <summary>One address, port and whether TLS is spoken there.</summary>
/// <param name="Port">0 (any free one) to 65535.</param>
public sealed record ListenAddress(IPAddress Address, int Port, bool Tls)
{
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    public override string ToString() => $"{(Tls ? "https" : "http")}://{new IPEndPoint(Address, Port)}";

    /// <summary>Reads http(s)://ADDRESS[:PORT]; a host name other than localhost is refused, since a name can move.</summary>
    /// <param name="error">What was expected, where the answer is false.</param>
    public static bool TryRead(string text, out ListenAddress address, out string error)
    {
        address = new ListenAddress(IPAddress.Loopback, 7878, false);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            error = $"--listen: expected http://ADDRESS:PORT or https://ADDRESS:PORT, got '{text}'";
            return false;
        }

        var host = uri.Host == "localhost" ? "127.0.0.1" : uri.Host.Trim('[', ']');
        if (!IPAddress.TryParse(host, out var ip))
        {
            error = $"--listen: expected an IP address or localhost, got '{uri.Host}'";
            return false;
        }

        if (uri.AbsolutePath != "/" || uri.Query.Length > 0)
        {
            error = $"--listen: expected no path, got '{uri.PathAndQuery}'";
            return false;
        }

        var tls = uri.Scheme == Uri.UriSchemeHttps;
        if (!tls && !IPAddress.IsLoopback(ip))
        {
            error = $"--listen: {ip} can be reached from other machines, so https is required there: --listen https://{new IPEndPoint(ip, uri.IsDefaultPort ? 7878 : uri.Port)}";
            return false;
        }

        address = new ListenAddress(ip, uri.IsDefaultPort && !text.TrimEnd('/').EndsWith($":{uri.Port}", StringComparison.Ordinal) ? 7878 : uri.Port, tls);
        error = "";
        return true;
    }
}
