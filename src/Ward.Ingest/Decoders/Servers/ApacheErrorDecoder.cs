namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// Apache's error log: "[TIME] [MODULE:LEVEL] [pid P:tid T] [client ADDRESS:PORT] TEXT" of 2.4, and the 2.2 form without module and process.
/// The brackets before the text are Apache's own; the text may quote the client.
/// </summary>
internal sealed class ApacheErrorDecoder : IDecoder
{
    private static readonly LogSource Source = new("webserver", "apache", "apache");

    public DecoderCard Card { get; } = new("apache-error", "Apache error log, ModSecurity within it", "2.2 by loghub, 2.4.71 seen", LineShape.Text,
        "[Sun Mar 01 11:59:58.123456 2026] [auth_basic:error] [pid 42:tid 43] [client 203.0.113.7:5022] AH01617: user ann: authentication failure for \"/x\": Password Mismatch")
    {
        Verified = "loghub Apache_2k; Apache 2.4.71 run: refused, basic authentication, no index, bad paths",
        Proves = "yes where the line names its client",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        if (!TryBracket(ref text, out var stamp) || !Timestamps.TryWeekday(stamp, into.Zone, into.Event.Received, out var time) || !TryBracket(ref text, out var level) || level.Contains((byte)' ')) return false;
        into.At(time).Set(Fields.LogProvider, "apache"u8);
        if (level.IndexOf((byte)':') is >= 0 and var colon)
        {
            if (colon > 0) into.SetUnmapped("module"u8, level[..colon]);
            level = level[(colon + 1)..];
        }

        into.Set(Fields.LogLevel, level);
        ReadOnlySpan<byte> client = default;
        while (client.Length == 0 && text.StartsWith("["u8) && TryBracket(ref text, out var part))
        {
            if (Text.TryTake(ref part, "client "u8)) client = part;
            else if (Text.TryTake(ref part, "pid "u8)) into.Set(Fields.ProcessId, part.IndexOf((byte)':') is > 0 and var tid ? part[..tid] : part);
            else if (Text.TryTake(ref part, "remote "u8)) client = part;
            else into.SetUnmapped("bracket"u8, part);
        }

        if (client.Length > 0)
        {
            var address = Text.TakePort(client, (byte)':', out var port);
            into.Proven(Text.IsAddress(address) && (Text.IsOwn(header, "apache2"u8) || Text.IsOwn(header, "httpd"u8)));
            Text.SetSource(into, address, port);
        }

        if (text.StartsWith("AH"u8) && text.IndexOf(": "u8) is > 0 and < 12 and var code) into.Set(Fields.EventCode, text[..code]);
        Classify(text, level, client.Length > 0, into);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        into.Set(Fields.Message, text);
        return true;
    }

    private static void Classify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> level, bool ofClient, EventBuilder into)
    {
        if (text.StartsWith("ModSecurity: "u8) && text.IndexOf("[id \""u8) > 0)
        {
            into.Is(EventClass.DetectionFinding, 1, text.IndexOf("Access denied"u8) > 0 ? 1 : 0, Source).Set(Fields.AnalyticUid, Words.Between(text, "[id \""u8, "\"]"u8));
            Text.SetPresent(into, Fields.FindingTitle, Words.Between(text, "[msg \""u8, "\"]"u8));
            Text.SetPresent(into, Fields.HttpUrl, Words.Between(text, "[uri \""u8, "\"]"u8));
            Text.SetPresent(into, Fields.Disposition, text.IndexOf("Access denied"u8) > 0 ? "Blocked"u8 : "Detected"u8);
            return;
        }

        var rest = text;
        if (Words.TryTakeTo(ref rest, "user "u8, out var before) && (before.Length == 0 || before.EndsWith(": "u8))
            && (Words.TryTakeTo(ref rest, ": authentication failure for "u8, out var user) || Words.TryTakeTo(ref rest, " not found"u8, out user)))
        {
            into.Is(EventClass.Authentication, 1, 2, Source).Set(Fields.UserName, user).Set(Fields.ServiceName, "apache"u8).Set(Fields.AuthProtocol, "Basic Authentication"u8);
            return;
        }

        var failed = level.SequenceEqual("error"u8) || level.SequenceEqual("crit"u8) || level.SequenceEqual("alert"u8) || level.SequenceEqual("emerg"u8);
        // What a client asked for is HTTP; the method is not told here.
        if (ofClient) into.Is(EventClass.HttpActivity, 0, failed ? 2 : 0, Source);
        else if (failed) into.Is(EventClass.ApplicationError, 1, 2, Source);
        else if (text.IndexOf("resuming normal operations"u8) >= 0) into.Is(EventClass.ApplicationLifecycle, 3, 1, Source);
        else if (text.IndexOf("shutting down"u8) >= 0) into.Is(EventClass.ApplicationLifecycle, 4, 1, Source);
        else into.Is(EventClass.ApplicationLifecycle, 99, 0, Source);
        into.Set(Fields.AppName, "apache"u8);
    }

    private static bool TryBracket(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> value)
    {
        var rest = text;
        value = default;
        if (!Text.TryTake(ref rest, "["u8) || !Words.TryTakeTo(ref rest, "]"u8, out value)) return false;
        // An IPv6 client stands in brackets of its own: [client [2001:db8::7]:5022].
        if (value.Contains((byte)'[') && rest.StartsWith(":"u8) && rest.IndexOf((byte)']') is > 0 and var close)
        {
            value = text.Slice(1, value.Length + 1 + close);
            rest = rest[(close + 1)..];
        }

        text = rest.TrimStart((byte)' ');
        return true;
    }
}
