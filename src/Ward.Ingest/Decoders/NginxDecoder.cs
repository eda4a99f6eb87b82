namespace Ward.Ingest.Decoders;

/// <summary>
/// nginx's "combined" access log (ngx_http_log_module). nginx escapes quotes inside values, so quotes cannot be forged; the address stands
/// first and is that of the completed TCP session. Behind a proxy it is the proxy's, or whatever realip was told to believe.
/// </summary>
internal sealed class NginxDecoder : IDecoder
{
    private static readonly LogSource Source = new("webserver", "nginx", "nginx");

    public DecoderCard Card { get; } = new("nginx", "nginx access log, format combined", "1.22 seen", LineShape.Text,
        "203.0.113.7 - ann [01/Mar/2026:11:59:58 +0000] \"GET /a?b HTTP/1.1\" 404 153 \"-\" \"curl/8.5\"")
    {
        Programs = ["nginx"],
        Verified = "a real nginx in tests/Ward.Reflex.Tests",
        Proves = "yes: the TCP peer. Behind a proxy that is the proxy, or what realip was told to believe",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        var end = text.IndexOf((byte)' ');
        if (end <= 0 || !Text.IsAddress(text[..end])) return false;
        var address = text[..end];
        text = text[end..];
        if (!Text.TryTake(ref text, " - "u8)) return false;
        var quote = text.IndexOf((byte)'"');
        if (quote < 0) return false;

        // The user name may hold brackets and spaces, but no quote: the last bracket before the request is nginx's own.
        var who = text[..quote];
        var bracket = who.LastIndexOf(" ["u8);
        if (bracket < 0 || !who.EndsWith("] "u8) || !Timestamps.TryCommonLog(who[(bracket + 2)..^2], out var time)) return false;
        var user = who[..bracket];
        text = text[quote..];
        if (!TryQuoted(ref text, out var request) || !TryWord(ref text, out var status) || !TryWord(ref text, out var bytes)
            || !TryQuoted(ref text, out var referrer) || !TryQuoted(ref text, out var agent)) return false;
        if (status.Length != 3 || status.ContainsAnyExceptInRange((byte)'0', (byte)'9') || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;

        HttpRequestLine.Set(request, status[0] < '4', Source, into);
        into.At(time).Proven(Text.IsOwn(header, "nginx"u8)).Set(Fields.LogProvider, "nginx"u8).Set(Fields.SourceIp, Text.Unmapped(address)).Set(Fields.HttpStatus, status).Set(Fields.BytesOut, bytes);
        if (!IsNil(user)) into.Set(Fields.UserName, user);
        if (!IsNil(referrer)) into.Set(Fields.HttpReferrer, referrer);
        if (!IsNil(agent)) into.Set(Fields.HttpAgent, agent);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        if (text.Trim((byte)' ').Length > 0) into.SetUnmapped("extra"u8, text.Trim((byte)' '));
        return true;
    }

    private static bool TryQuoted(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> value)
    {
        value = default;
        var rest = text.TrimStart((byte)' ');
        if (rest.Length < 2 || rest[0] != '"' || rest[1..].IndexOf((byte)'"') is not (>= 0 and var end)) return false;
        value = rest.Slice(1, end);
        text = rest[(end + 2)..];
        return true;
    }

    private static bool TryWord(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> word)
    {
        var rest = text.TrimStart((byte)' ');
        var end = rest.IndexOf((byte)' ');
        word = end < 0 ? rest : rest[..end];
        text = rest[word.Length..];
        return word.Length > 0;
    }

    private static bool IsNil(ReadOnlySpan<byte> value) => value.Length == 0 || value.SequenceEqual("-"u8);
}
