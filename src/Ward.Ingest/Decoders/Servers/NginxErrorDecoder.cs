namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// nginx's error log: "TIME [LEVEL] PID#TID: *CONNECTION TEXT, client: ADDRESS, server: .., request: "..", host: ".."". Path and request are the
/// client's own text and not escaped here: a client that stands more than once is not believed.
/// </summary>
internal sealed class NginxErrorDecoder : IDecoder
{
    private static readonly LogSource Source = new("webserver", "nginx", "nginx");

    public DecoderCard Card { get; } = new("nginx-error", "nginx error log", "1.22.1 seen", LineShape.Text,
        "2026/03/01 11:59:58 [error] 42#42: *5 open() \"/srv/x\" failed (2: No such file or directory), client: 203.0.113.7, server: _, request: \"GET /x HTTP/1.1\", host: \"city.example\"")
    {
        Verified = "nginx 1.22.1 run: missing files, refused, basic authentication, limits, no upstream, broken requests",
        Proves = "yes where the line names its client once",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        if (text.Length < 22 || !Timestamps.TryPlain(text[..19], into.Zone, into.Event.Received, out var time)) return false;
        text = text[19..];
        if (!Text.TryTake(ref text, " ["u8) || !Words.TryTakeTo(ref text, "] "u8, out var level) || level.Length > 8) return false;
        var process = Words.Take(ref text);
        if (process.IndexOf((byte)'#') is not (> 0 and var hash) || process[^1] != ':') return false;
        into.At(time).Set(Fields.LogLevel, level).Set(Fields.ProcessId, process[..hash]).Set(Fields.LogProvider, "nginx"u8).Set(Fields.AppName, "nginx"u8);
        if (Text.TryTake(ref text, "*"u8)) into.Set(Fields.ConnectionUid, Words.Take(ref text));

        if (TryClosed(text, header, into)) return true;
        ReadOnlySpan<byte> mark = ", client: "u8;
        if (Words.Once(text, mark))
        {
            var client = text[(text.IndexOf(mark) + mark.Length)..];
            if (client.IndexOf((byte)',') is >= 0 and var comma) client = client[..comma];
            into.Proven(Text.IsAddress(client) && Text.IsOwn(header, "nginx"u8));
            Text.SetSource(into, client);
            Text.SetPresent(into, Fields.HttpHost, Words.Between(text, ", host: \""u8, "\""u8));
        }

        Classify(text, level, Words.Once(text, ", request: \""u8) ? Words.Between(text, ", request: \""u8, "\""u8) : default, into);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        into.Set(Fields.Message, text);
        return true;
    }

    /// <summary>"client ADDRESS closed keepalive connection", all of it nginx's own words.</summary>
    private static bool TryClosed(ReadOnlySpan<byte> text, in SyslogHeader header, EventBuilder into)
    {
        var rest = text;
        if (!Text.TryTake(ref rest, "client "u8) || !Text.TryTakeEnd(ref rest, " closed keepalive connection"u8) || !Text.IsAddress(rest)) return false;
        into.Is(EventClass.NetworkActivity, 2, 1, Source).Proven(Text.IsOwn(header, "nginx"u8)).Set(Fields.Message, text);
        Text.SetSource(into, rest);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        return true;
    }

    private static void Classify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> level, ReadOnlySpan<byte> request, EventBuilder into)
    {
        var rest = text;
        var found = text.StartsWith("user \""u8) && Words.TryTakeFromLast(ref rest, ", client: "u8, out _);
        if (found && (Text.TryTakeEnd(ref rest, "\": password mismatch"u8) || rest.IndexOf("\" was not found in "u8) > 0))
        {
            var user = rest[6..];
            if (user.IndexOf("\" was not found in "u8) is > 0 and var end) user = user[..end];
            into.Is(EventClass.Authentication, 1, 2, Source).Set(Fields.UserName, user).Set(Fields.ServiceName, "nginx"u8).Set(Fields.AuthProtocol, "Basic Authentication"u8);
            return;
        }

        var failed = level.SequenceEqual("error"u8) || level.SequenceEqual("crit"u8) || level.SequenceEqual("alert"u8) || level.SequenceEqual("emerg"u8);
        if (text.StartsWith("limiting requests"u8) || text.StartsWith("limiting connections"u8)) Ask(request, 2, into).Set(Fields.Disposition, "Rejected"u8);
        else if (request.Length > 0 && failed) Ask(request, 2, into);
        else if (failed || text.IndexOf("core dumped"u8) >= 0) into.Is(EventClass.ApplicationError, 1, 2, Source);
        else if (request.Length > 0) Ask(request, 0, into);
        else into.Is(EventClass.ApplicationLifecycle, 99, 0, Source);
    }

    /// <summary>A line about a request is about HTTP, with what the client asked for.</summary>
    private static EventBuilder Ask(ReadOnlySpan<byte> request, int status, EventBuilder into)
    {
        if (request.Length > 0) HttpRequestLine.Set(request, true, Source, into);
        return into.Is(EventClass.HttpActivity, request.Length > 0 ? into.Event.Activity : 99, status, Source);
    }
}
