namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// Squid's native access log: "SECONDS.MILLIS ELAPSED CLIENT CODE/STATUS BYTES METHOD URL USER HIERARCHY/PEER TYPE". Squid escapes spaces in what
/// a client sent, and the client's address stands before it.
/// </summary>
internal sealed class SquidDecoder : IDecoder
{
    private static readonly LogSource Source = new("proxy", "squid", "access");

    public DecoderCard Card { get; } = new("squid", "Squid native access log", "5.7 seen", LineShape.Text,
        "1772366398.123    153 203.0.113.7 TCP_MISS/200 4512 GET http://www.example.org/a?b ann HIER_DIRECT/192.0.2.34 text/html")
    {
        Programs = ["squid", "(squid-1)", "squid-1"],
        Verified = "Squid 5.7 run: allowed, denied, tunnel, no answer",
        Proves = "yes: the TCP peer",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        if (!Timestamps.TryEpoch(Words.Take(ref text), out var time)) return false;
        var elapsed = Words.Take(ref text);
        var client = Words.Take(ref text);
        var result = Words.Take(ref text);
        var bytes = Words.Take(ref text);
        var method = Words.Take(ref text);
        if (!Words.IsNumber(elapsed.TrimStart((byte)'-')) || !Words.IsNumber(bytes) || method.Length == 0 || result.IndexOf((byte)'/') is not (> 0 and var slash)) return false;
        var status = result[(slash + 1)..];
        if (!Words.IsNumber(status) || !Words.TryTakeFromLast(ref text, " "u8, out var type) || !Words.TryTakeFromLast(ref text, " "u8, out var peer)
            || peer.IndexOf((byte)'/') is not (> 0 and var hierarchy) || !Words.TryTakeFromLast(ref text, " "u8, out var user)) return false;

        var code = result[..slash];
        var denied = code.IndexOf("DENIED"u8) >= 0;
        into.Is(EventClass.HttpActivity, HttpRequestLine.ActivityOf(method), denied || status[0] is (byte)'4' or (byte)'5' || code.EndsWith("_ABORTED"u8) ? 2 : status[0] == '0' ? 0 : 1, Source).At(time)
            .Proven(Text.IsAddress(client) && (Text.IsOwn(header, "squid"u8) || header.App.IndexOf("squid-"u8) >= 0)).Set(Fields.LogProvider, "squid"u8).Set(Fields.Duration, elapsed).Set(Fields.HttpMethod, method).Set(Fields.BytesOut, bytes)
            .Set(Fields.Disposition, denied ? "Blocked"u8 : "Allowed"u8).SetUnmapped("code"u8, code);
        if (status[0] != '0') into.Set(Fields.HttpStatus, status);
        Text.SetSource(into, client);
        SetUrl(text.TrimEnd((byte)' '), method, into);
        Text.SetPresent(into, Fields.UserName, user);
        Text.SetPresent(into, Fields.HttpContentType, type);
        into.SetUnmapped("hierarchy"u8, peer[..hierarchy]);
        if (peer[(hierarchy + 1)..] is var to && !to.SequenceEqual("-"u8)) Text.SetDestination(into, to, default);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        into.Set(Fields.Message, message);
        return true;
    }

    /// <summary>"scheme://host[:port]/path?query", or "host:port" of a CONNECT. The path field carries the whole, as proxy rules expect of c-uri.</summary>
    private static void SetUrl(ReadOnlySpan<byte> url, ReadOnlySpan<byte> method, EventBuilder into)
    {
        into.Set(Fields.HttpFullUrl, url);
        HttpRequestLine.SetTarget(url, into);
        var rest = url;
        if (Words.TryTakeTo(ref rest, "://"u8, out var scheme)) into.Set(Fields.HttpScheme, scheme);
        else if (!method.SequenceEqual("CONNECT"u8)) return;
        if (rest.IndexOfAny((byte)'/', (byte)'?') is >= 0 and var end) rest = rest[..end];
        var host = Text.TakePort(rest, (byte)':', out var port);
        Text.SetPresent(into, Fields.HttpHost, host);
        if (host.Length > 0) into.SetUnmapped("cs-host"u8, host);
        Text.SetPresent(into, Fields.HttpPort, port);
    }
}
