namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// Apache's access log: common, combined and vhost_combined (mod_log_config). Apache writes quotes inside values with a backslash, so a bracket
/// followed by a bare quote is its own; the address stands before the client's text and is that of the completed TCP session.
/// </summary>
internal sealed class ApacheDecoder : IDecoder
{
    private static readonly LogSource Source = new("webserver", "apache", "apache");

    public DecoderCard Card { get; } = new("apache", "Apache access log: common, combined, vhost_combined", "2.4.71 seen", LineShape.Text,
        "www.city.example:443 203.0.113.7 - ann [01/Mar/2026:11:59:58 +0000] \"GET /a?b HTTP/1.1\" 404 153 \"-\" \"curl/8.5\"")
    {
        Programs = ["apache2", "httpd"],
        Verified = "Apache 2.4.71 run: combined; without a virtual host in front auto takes the same form for nginx's",
        Proves = "yes: the TCP peer. Behind a proxy that is the proxy, or what mod_remoteip was told to believe",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        var first = Words.Take(ref text);
        var host = first;
        if (!Text.IsAddress(first))
        {
            // "host:port address ..." of vhost_combined; a lone name is a client whose address was looked up, and proves nothing.
            host = Text.TakePort(first, (byte)':', out var port);
            if (port.Length == 0) host = default;
            else first = Words.Take(ref text);
            if (host.Length > 0) into.Set(Fields.HttpHost, host).Set(Fields.HttpPort, port);
        }

        if (first.Length == 0 || text.IndexOf("] \""u8) is not (> 0 and var bracket)) return false;
        var who = text[..bracket];
        text = text[(bracket + 2)..];
        if (who.LastIndexOf((byte)'[') is not (> 0 and var open) || !Timestamps.TryCommonLog(who[(open + 1)..], out var time)) return false;
        who = who[..open].TrimEnd((byte)' ');
        Words.Take(ref who);
        if (!Words.TryTakeQuoted(ref text, out var request)) return false;
        var status = Words.Take(ref text);
        var bytes = Words.Take(ref text);
        if (status.Length != 3 || !Words.IsNumber(status) || !(Words.IsNumber(bytes) || bytes.SequenceEqual("-"u8))) return false;
        if (Words.TryTakeQuoted(ref text, out var referrer)) Text.SetPresent(into, Fields.HttpReferrer, referrer);
        if (Words.TryTakeQuoted(ref text, out var agent)) Text.SetPresent(into, Fields.HttpAgent, agent);

        HttpRequestLine.Set(request, status[0] < '4', Source, into);
        into.At(time).Proven(Text.IsAddress(first) && (Text.IsOwn(header, "apache2"u8) || Text.IsOwn(header, "httpd"u8))).Set(Fields.LogProvider, "apache"u8).Set(Fields.HttpStatus, status);
        Text.SetSource(into, first);
        Text.SetPresent(into, Fields.BytesOut, bytes);
        Text.SetPresent(into, Fields.UserName, who);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        if (text.Length > 0) into.SetUnmapped("extra"u8, text);
        return true;
    }
}
