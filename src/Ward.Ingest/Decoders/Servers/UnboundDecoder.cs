namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// Unbound: log-queries, log-replies, local zones and response policy zones, from syslog ("[pid:thread] info: ...") or its own file
/// ("[epoch] unbound[pid:thread] info: ..."). Names are printed without spaces; UDP proves nothing.
/// </summary>
internal sealed class UnboundDecoder : IDecoder
{
    private static readonly LogSource Source = new("dns", "unbound", "query");

    public DecoderCard Card { get; } = new("unbound", "Unbound: queries, replies, local and policy zones", "1.17.1 seen", LineShape.Text,
        "Mar  1 11:59:58 ns unbound[42]: [42:0] info: 203.0.113.7 www.example.org. A IN NOERROR 0.012 0 45")
    {
        Programs = ["unbound"],
        Verified = "Unbound 1.17.1 run: queries, replies, refused, local zones",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        if (header.App.Length == 0)
        {
            if (!Text.TryTake(ref text, "["u8) || !Words.TryTakeTo(ref text, "] unbound"u8, out var epoch) || !Timestamps.TryEpoch(epoch, out var time)) return false;
            into.At(time);
        }
        else if (!header.App.SequenceEqual("unbound"u8))
        {
            return false;
        }

        if (!Text.TryTake(ref text, "["u8) || !Words.TryTakeTo(ref text, "] "u8, out _)) return false;
        if (Text.TryTake(ref text, "error: SERVFAIL <"u8)) return Failed(text, into) && Finish(header, message, into);
        if (!(Text.TryTake(ref text, "info: "u8) || Text.TryTake(ref text, "query: "u8) || Text.TryTake(ref text, "reply: "u8) || Text.TryTake(ref text, "notice: "u8))) return false;
        if (!(TryPolicy(text, into) || TryZone(text, into) || TryAsked(text, into) || TryLife(text, into))) return false;
        return Finish(header, message, into);
    }

    private static bool Finish(in SyslogHeader header, ReadOnlySpan<byte> message, EventBuilder into)
    {
        var stamp = into.Event.Time;
        Text.SetHeader(into, header, message);
        if (header.Time is null) into.At(stamp);
        into.Set(Fields.LogProvider, "unbound"u8);
        return true;
    }

    /// <summary>"NAME TYPE CLASS&gt;: REASON", at log-servfail.</summary>
    private static bool Failed(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, ">: "u8, out var question) || !TryQuestion(ref question, into)) return false;
        into.Is(EventClass.DnsActivity, 2, 2, Source).Set(Fields.DnsResponse, "SERVFAIL"u8).Set(Fields.StatusDetail, text);
        return true;
    }

    /// <summary>"ADDRESS NAME TYPE CLASS[ RCODE SECONDS CACHED SIZE]".</summary>
    private static bool TryAsked(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var address = Words.Take(ref text);
        if (!Text.IsAddress(address)) return false;
        Text.SetSource(into, address);
        if (!TryQuestion(ref text, into)) return false;
        var code = Words.Take(ref text);
        if (code.Length == 0)
        {
            into.Is(EventClass.DnsActivity, 1, 1, Source);
            return true;
        }

        into.Is(EventClass.DnsActivity, 2, code.SequenceEqual("NOERROR"u8) ? 1 : 2, Source).Set(Fields.DnsResponse, code);
        Text.SetPresent(into, "seconds"u8, Words.Take(ref text));
        Text.SetPresent(into, "cached"u8, Words.Take(ref text));
        Text.SetPresent(into, Fields.BytesOut, Words.Take(ref text));
        return true;
    }

    /// <summary>"rpz: applied [ZONE] TRIGGER rpz-ACTION ADDRESS@PORT NAME TYPE CLASS".</summary>
    private static bool TryPolicy(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "rpz: applied "u8)) return false;
        if (Text.TryTake(ref text, "["u8) && Words.TryTakeTo(ref text, "] "u8, out var zone)) into.Set(Fields.RuleName, zone);
        into.SetUnmapped("trigger"u8, Words.Take(ref text));
        return Acted(text, into);
    }

    /// <summary>"ZONE ACTION ADDRESS@PORT NAME TYPE CLASS".</summary>
    private static bool TryZone(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var zone = Words.Take(ref text);
        if (zone.Length == 0 || zone[^1] != '.' || !text.Contains((byte)'@')) return false;
        into.Set(Fields.RuleName, zone);
        return Acted(text, into);
    }

    private static bool Acted(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var action = Words.Take(ref text);
        var address = Text.TakePort(Words.Take(ref text), (byte)'@', out var port);
        if (!Text.IsAddress(address)) return false;
        Text.SetSource(into, address, port);
        var passed = action.SequenceEqual("inform"u8) || action.EndsWith("passthru"u8) || action.SequenceEqual("transparent"u8);
        into.Is(EventClass.DnsActivity, 2, passed ? 1 : 2, Source).Set(Fields.Disposition, passed ? "Logged"u8 : "Blocked"u8).SetUnmapped("policy"u8, action);
        return TryQuestion(ref text, into);
    }

    private static bool TryQuestion(ref ReadOnlySpan<byte> text, EventBuilder into)
    {
        var name = Words.Take(ref text);
        var type = Words.Take(ref text);
        var kind = Words.Take(ref text);
        if (kind.Length == 0) return false;
        // Rules and indicators name hosts without the root's dot.
        var host = name.Length > 1 ? name.TrimEnd((byte)'.') : name;
        into.Proven(false).Set(Fields.DnsQuery, host).Set(Fields.DnsQueryType, type).Set(Fields.DnsQueryClass, kind).SetUnmapped("query"u8, host).SetUnmapped("record_type"u8, type);
        return true;
    }

    private static bool TryLife(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var activity = text.StartsWith("start of service"u8) ? 3 : text.StartsWith("service stopped"u8) ? 4 : text.StartsWith("Restart of unbound"u8) ? 5 : 0;
        if (activity == 0) return false;
        into.Is(EventClass.ApplicationLifecycle, activity, 1, Source).Set(Fields.AppName, "unbound"u8);
        return true;
    }
}
