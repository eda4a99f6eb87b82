namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// BIND 9: the query log, refusals, response policy zones, transfers, updates and zones. From syslog or from its own files
/// ("dd-Mmm-yyyy hh:mm:ss.fff category: severity: ..."). BIND escapes names. Most come over UDP, so nothing is proven.
/// </summary>
internal sealed class BindDecoder : IDecoder
{
    private const int Query = 1, Response = 2, Traffic = 6;
    private static readonly LogSource Source = new("dns", "bind", "query"), Own = new("", "bind", "");

    public DecoderCard Card { get; } = new("bind", "BIND 9: queries, refusals, RPZ, transfers, updates", "9.18.49 seen", LineShape.Text,
        "Mar  1 11:59:58 ns named[42]: client @0x7f01 203.0.113.7#5353 (www.example.org): query: www.example.org IN A +E(0)K (192.0.2.1)")
    {
        Programs = ["named"],
        Verified = "loghub Linux_2k (one form); BIND 9.18.49 run: queries, refused queries, transfers and updates",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        if (header.App.Length > 0 && !header.App.SequenceEqual("named"u8)) return false;
        var time = default(DateTimeOffset);
        var filed = text.Length > 24 && Timestamps.TryDayFirst(text[..24], into.Zone, into.Event.Received, out time) && text[24] == ' ';
        if (!filed && header.App.Length == 0) return false;
        if (filed)
        {
            into.At(time);
            text = text[25..];
        }

        // A file may carry category and severity before the message.
        for (var i = 0; i < 2 && text.IndexOf(": "u8) is > 0 and var end && !text[..end].Contains((byte)' ') && !text.StartsWith("zone"u8); i++)
        {
            into.Set(i == 0 && IsCategory(text[..end]) ? Fields.LogName : Fields.LogLevel, text[..end]);
            text = text[(end + 2)..];
        }

        if (!(Text.TryTake(ref text, "client "u8) ? TryClient(text, into) : TryServer(text, into))) return false;
        var stamp = into.Event.Time;
        Text.SetHeader(into, header, message);
        if (filed) into.At(stamp);
        into.Set(Fields.LogProvider, "named"u8);
        return true;
    }

    private static bool IsCategory(ReadOnlySpan<byte> word) =>
        !word.SequenceEqual("info"u8) && !word.SequenceEqual("notice"u8) && !word.SequenceEqual("warning"u8) && !word.SequenceEqual("error"u8) && !word.StartsWith("debug"u8);

    /// <summary>"[@0x.. ]ADDRESS#PORT[/key NAME] [(NAME)]: [view NAME: ]WHAT".</summary>
    private static bool TryClient(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (text.StartsWith("@0x"u8)) Words.Take(ref text);
        var end = text.IndexOfAny((byte)' ', (byte)'/');
        if (end <= 0) return false;
        var endpoint = text[..end];
        var address = Text.TakePort(endpoint.TrimEnd((byte)':'), (byte)'#', out var port);
        if (!Text.IsAddress(address)) return false;
        text = text[end..];
        if (Text.TryTake(ref text, "/key "u8)) into.SetUnmapped("key"u8, Words.Take(ref text).TrimEnd((byte)':'));
        text = text.TrimStart((byte)' ');
        if (text.StartsWith("("u8) && Words.TryTakeTo(ref text, "): "u8, out var asked)) into.Set(Fields.DnsQuery, asked[1..]);
        else _ = Text.TryTake(ref text, ": "u8);
        if (Text.TryTake(ref text, "view "u8)) into.SetUnmapped("view"u8, Words.Take(ref text).TrimEnd((byte)':'));
        Text.SetSource(into, address, port);
        into.Proven(false);

        if (Text.TryTake(ref text, "query: "u8)) return Asked(text, into);
        if (Text.TryTake(ref text, "rpz "u8)) return Rewritten(text, into);
        if (text.StartsWith("query"u8) && text.IndexOf((byte)'\'') is > 0 and var quote && text.IndexOf("' denied"u8) is var last && last > quote) return Refused(text[(quote + 1)..last], "query"u8, into);
        if (Text.TryTake(ref text, "zone transfer '"u8) && text.IndexOf("' denied"u8) is > 0 and var axfr) return Refused(text[..axfr], "zone transfer"u8, into);
        if (Text.TryTake(ref text, "update '"u8) && text.IndexOf("' denied"u8) is > 0 and var update) return Refused(text[..update], "update"u8, into);
        if (Text.TryTake(ref text, "transfer of '"u8) && Words.TryTakeTo(ref text, "': "u8, out var zone)) return Write(into, Traffic, text.IndexOf("started"u8) > 0 || text.IndexOf("ended"u8) > 0 ? 1 : 0, "zone transfer"u8, zone);
        if (text.StartsWith("updating zone '"u8)) return Write(into, Traffic, text.IndexOf("failed"u8) > 0 ? 2 : 1, "update"u8, Words.Between(text, "'"u8, "'"u8));
        if (Text.TryTake(ref text, "query failed ("u8) && Words.TryTakeTo(ref text, ") for "u8, out var code)) return Failed(text, code, into);
        if (text.StartsWith("rate limit "u8)) return Write(into, Response, 2, "rate limit"u8, default);
        return text.StartsWith("notify question section contains no SOA"u8) && Write(into, Traffic, 2, "notify without SOA"u8, default);
    }

    /// <summary>"NAME CLASS TYPE FLAGS (SERVER)".</summary>
    private static bool Asked(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var name = Words.Take(ref text);
        var kind = Words.Take(ref text);
        var type = Words.Take(ref text);
        var flags = Words.Take(ref text);
        if (type.Length == 0) return false;
        into.Is(EventClass.DnsActivity, Query, 1, Source).Set(Fields.DnsQuery, name).Set(Fields.DnsQueryClass, kind).Set(Fields.DnsQueryType, type)
            .SetUnmapped("query"u8, name).SetUnmapped("record_type"u8, type);
        Text.SetPresent(into, "flags"u8, flags);
        if (flags.Contains((byte)'T')) into.Set(Fields.Protocol, "tcp"u8);
        Text.SetDestination(into, text.Trim("()"u8), default);
        return true;
    }

    /// <summary>"QNAME NXDOMAIN rewrite NAME/TYPE/CLASS via ZONE".</summary>
    private static bool Rewritten(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var trigger = Words.Take(ref text);
        var policy = Words.Take(ref text);
        if (!Text.TryTake(ref text, "rewrite "u8) || !Words.TryTakeTo(ref text, " via "u8, out var name)) return false;
        into.Set(Fields.Disposition, policy.SequenceEqual("PASSTHRU"u8) || policy.SequenceEqual("DISABLED"u8) ? "Allowed"u8 : "Blocked"u8).Set(Fields.RuleName, text).SetUnmapped("trigger"u8, trigger).SetUnmapped("policy"u8, policy);
        SetParts(name, into);
        return Write(into, Response, policy.SequenceEqual("PASSTHRU"u8) ? 1 : 2, "rpz rewrite"u8, default);
    }

    private static bool Refused(ReadOnlySpan<byte> name, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        SetParts(name, into);
        into.Set(Fields.Disposition, "Blocked"u8).Set(Fields.DnsResponse, "REFUSED"u8);
        return Write(into, Response, 2, detail, default);
    }

    /// <summary>"NAME/CLASS/TYPE at query.c:5600".</summary>
    private static bool Failed(ReadOnlySpan<byte> text, ReadOnlySpan<byte> code, EventBuilder into)
    {
        if (!Words.TryTakeFromLast(ref text, " at "u8, out _)) return false;
        if (text.LastIndexOf((byte)'/') is > 0 and var type)
        {
            into.Set(Fields.DnsQueryType, text[(type + 1)..]).SetUnmapped("record_type"u8, text[(type + 1)..]);
            text = text[..type];
        }

        if (text.LastIndexOf((byte)'/') is > 0 and var kind) text = text[..kind];
        into.Set(Fields.DnsResponse, code).SetUnmapped("query"u8, text);
        return Write(into, Response, 2, "query failed"u8, text);
    }

    private static void SetParts(ReadOnlySpan<byte> name, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref name, "/"u8, out var host)) host = name;
        into.Set(Fields.DnsQuery, host).SetUnmapped("query"u8, host);
        var type = name.IndexOf((byte)'/') is > 0 and var slash ? name[..slash] : name;
        if (type.Length is > 0 and < 12 && type.SequenceEqual(host) == false) into.Set(Fields.DnsQueryType, type);
    }

    private static bool TryServer(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (text.SequenceEqual("running"u8) || text.StartsWith("starting BIND "u8)) return Life(3, text, into);
        if (text.StartsWith("shutting down"u8) || text.SequenceEqual("exiting"u8)) return Life(4, text, into);
        if (text.StartsWith("reloading configuration succeeded"u8) || text.StartsWith("reloading zones succeeded"u8)) return Life(99, text, into);
        if (text.StartsWith("notify question section contains no SOA"u8)) return Write(into, Traffic, 2, "notify without SOA"u8, default);
        if (IsChatter(text)) return Life(99, text, into);
        if (!Text.TryTake(ref text, "zone "u8) || !Words.TryTakeTo(ref text, ": "u8, out var zone)) return false;
        var failed = Text.Says(text, "fail"u8) || Text.Says(text, "refused"u8) || Text.Says(text, "expired"u8) || Text.Says(text, "error"u8);
        into.Is(EventClass.ApplicationLifecycle, 99, failed ? 2 : 1, Own).Set(Fields.AppName, "named"u8).Set(Fields.StatusDetail, text).SetUnmapped("zone"u8, zone);
        return true;
    }

    /// <summary>What named says of itself while it starts.</summary>
    private static bool IsChatter(ReadOnlySpan<byte> text) =>
        text.StartsWith("automatic empty zone: "u8) || text.StartsWith("listening on "u8) || text.StartsWith("using default "u8) || text.StartsWith("using "u8) || text.StartsWith("compiled "u8) || text.StartsWith("linked to "u8)
        || text.StartsWith("built with "u8) || text.StartsWith("running "u8) || text.StartsWith("loading configuration "u8) || text.StartsWith("found "u8) || text.StartsWith("sizing zone task pool"u8)
        || text.SequenceEqual("all zones loaded"u8) || text.StartsWith("managed-keys-zone: "u8) || text.StartsWith("reading built-in trust anchors"u8) || text.StartsWith("looking for GeoIP"u8)
        || text.StartsWith("generating session key"u8) || text.StartsWith("none:"u8) || text.StartsWith("set up managed keys zone"u8) || text.StartsWith("configuring command channel"u8) || text.StartsWith("command channel listening"u8)
        || text.StartsWith("DNSSEC algorithms: "u8) || text.StartsWith("DS algorithms: "u8) || text.StartsWith("HMAC algorithms: "u8) || text.StartsWith("TKEY mode "u8) || text.StartsWith("resolver priming query complete"u8);

    private static bool Life(int activity, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        into.Is(EventClass.ApplicationLifecycle, activity, 1, Own).Set(Fields.AppName, "named"u8).Set(Fields.StatusDetail, detail);
        return true;
    }

    private static bool Write(EventBuilder into, int activity, int status, ReadOnlySpan<byte> detail, ReadOnlySpan<byte> name)
    {
        into.Is(EventClass.DnsActivity, activity, status, Source).Set(Fields.StatusDetail, detail);
        if (name.Length > 0) into.Set(Fields.DnsQuery, name.IndexOf((byte)'/') is > 0 and var slash ? name[..slash] : name);
        return true;
    }
}
