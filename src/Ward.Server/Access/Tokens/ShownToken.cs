using System.Text;

namespace Ward.Server.Access.Tokens;

/// <summary>The token that a request shows. Shippers have their own ways to say it, which count at their doors alone: a browser sends Basic by itself.</summary>
internal static class ShownToken
{
    /// <summary>Null where the request shows none that counts here.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0) return null;
        var (scheme, value) = (header[..space], header[(space + 1)..].Trim());
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return value;
        if (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SenderDoor>() is null) return null;
        if (scheme.Equals("Splunk", StringComparison.OrdinalIgnoreCase)) return value;
        if (scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return AfterColon(value);
        return scheme.Equals("ApiKey", StringComparison.OrdinalIgnoreCase) ? AfterColon(value) ?? value : null;
    }

    /// <summary>The password, or the key behind its id, of what stands in base64; null where it is not of that form.</summary>
    private static string? AfterColon(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : text[(colon + 1)..];
    }
}
