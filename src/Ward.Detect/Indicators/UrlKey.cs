namespace Ward.Detect.Indicators;

/// <summary>A URL of an event in the form in which URLs are compared: host in lower case, port where it is unusual, path and query; no scheme.</summary>
internal static class UrlKey
{
    /// <summary>The host of a URL in that form: without its port, where it has one. An IPv6 address, which stands without brackets, is taken whole.</summary>
    public static string HostOf(string url)
    {
        var host = url[..url.IndexOf('/', StringComparison.Ordinal)];
        return host.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && host.LastIndexOf(':') == colon ? host[..colon] : host;
    }

    /// <returns>The length written, or 0 where it is no URL with a host or does not fit.</returns>
    public static int Write(ReadOnlySpan<byte> value, Span<byte> to)
    {
        if (value.IndexOf("://"u8) is var scheme and >= 0 and < 12) value = value[(scheme + 3)..];
        if (value.IndexOf((byte)'#') is var fragment and >= 0) value = value[..fragment];
        var hostEnd = value.IndexOfAny("/?"u8);
        var authority = hostEnd < 0 ? value : value[..hostEnd];
        var tail = hostEnd < 0 ? default : value[hostEnd..];
        authority = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        if (authority.EndsWith(":80"u8)) authority = authority[..^3];
        else if (authority.EndsWith(":443"u8)) authority = authority[..^4];
        if (authority.Length is 0 or > 255 || authority.Length + tail.Length + 1 > to.Length) return 0;
        var length = 0;
        // Brackets of an IPv6 address and a last dot are no part of the name.
        foreach (var c in authority)
            if (c is not ((byte)'[' or (byte)']')) to[length++] = TextHash.Fold(c);
        if (length > 0 && to[length - 1] == '.') length--;
        if (length == 0) return 0;
        if (tail.IsEmpty || tail[0] != '/') to[length++] = (byte)'/';
        tail.CopyTo(to[length..]);
        return length + tail.Length;
    }
}
