namespace Ward.Ingest.Decoders.Servers;

/// <summary>dnsmasq (and Pi-hole, which speaks as it): queries, answers and the leases of its DHCP. UDP proves nothing.</summary>
internal sealed class DnsmasqDecoder : IDecoder
{
    private static readonly LogSource Dns = new("dns", "dnsmasq", "query"), Dhcp = new("", "dnsmasq", "dhcp"), Own = new("", "dnsmasq", "");

    public DecoderCard Card { get; } = new("dnsmasq", "dnsmasq: queries, answers, leases", "2.90 seen (queries); leases by its source", LineShape.Text,
        "Mar  1 11:59:58 gw dnsmasq[42]: query[A] www.example.org from 203.0.113.7")
    {
        Programs = ["dnsmasq", "dnsmasq-dhcp", "pihole-FTL"],
        Verified = "dnsmasq 2.90 run with log-queries=extra; its leases and Pi-hole not",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var dhcp = header.App.SequenceEqual("dnsmasq-dhcp"u8);
        if (!dhcp && !header.App.SequenceEqual("dnsmasq"u8) && !header.App.SequenceEqual("pihole-FTL"u8)) return false;
        if (!(dhcp ? DhcpWords.TryRead(message, Dhcp, into) : TryName(message.Trim((byte)' '), into))) return false;
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, "dnsmasq"u8);
        return true;
    }

    private static bool TryName(ReadOnlySpan<byte> text, EventBuilder into)
    {
        // log-queries=extra: "SERIAL ADDRESS/PORT ..."
        if (text.Length > 0 && text[0] is >= (byte)'0' and <= (byte)'9')
        {
            var serial = Words.Take(ref text);
            var address = Text.TakePort(Words.Take(ref text), (byte)'/', out var port);
            if (!Text.IsAddress(address)) return false;
            into.Set(Fields.DnsTransaction, serial);
            Text.SetSource(into, address, port);
        }

        var verb = Words.Take(ref text);
        if (verb.StartsWith("query["u8) && verb.EndsWith("]"u8))
        {
            if (!Words.TryTakeFromLast(ref text, " from "u8, out var from)) return false;
            into.Is(EventClass.DnsActivity, 1, 1, Dns).Set(Fields.DnsQueryType, verb[6..^1]).SetUnmapped("record_type"u8, verb[6..^1]);
            Text.SetSource(into, from);
            return Name(text, into);
        }

        if (verb.SequenceEqual("forwarded"u8) && Words.TryTakeFromLast(ref text, " to "u8, out var server))
        {
            into.Is(EventClass.DnsActivity, 6, 1, Dns).Set(Fields.StatusDetail, verb);
            Text.SetDestination(into, server, default);
            return Name(text, into);
        }

        var known = verb.SequenceEqual("reply"u8) || verb.SequenceEqual("cached"u8) || verb.SequenceEqual("config"u8) || verb.SequenceEqual("DHCP"u8) || verb.StartsWith("/"u8) || verb.SequenceEqual("gravity"u8)
            || verb.SequenceEqual("exactly"u8) || verb.SequenceEqual("regex"u8) || verb.SequenceEqual("validation"u8);
        if (!known) return TryLife(verb, text, into);
        var blocked = Text.TryTake(ref text, "blocked "u8) || Text.TryTake(ref text, "denied "u8) || Text.TryTake(ref text, "blacklisted "u8);
        if (!Words.TryTakeFromLast(ref text, " is "u8, out var answer)) return false;
        // An extended error (RFC 8914) stands behind the answer.
        if (Words.TryTakeTo(ref answer, " (EDE: "u8, out var plain))
        {
            into.Set(Fields.Comment, answer.TrimEnd((byte)')'));
            answer = plain;
        }

        var none = answer.SequenceEqual("NXDOMAIN"u8) || answer.StartsWith("NODATA"u8) || answer.SequenceEqual("SERVFAIL"u8) || answer.SequenceEqual("REFUSED"u8);
        into.Is(EventClass.DnsActivity, 2, blocked || none ? 2 : 1, Dns).Set(Fields.StatusDetail, verb);
        into.Set(none ? Fields.DnsResponse : Fields.DnsAnswer, answer).SetUnmapped("answer"u8, answer);
        if (blocked) into.Set(Fields.Disposition, "Blocked"u8);
        return Name(text, into);
    }

    /// <summary>"started, version 2.90 cachesize 150", "exiting on receipt of SIGTERM", "read /etc/hosts - 3 names" ...</summary>
    private static bool TryLife(ReadOnlySpan<byte> verb, ReadOnlySpan<byte> text, EventBuilder into)
    {
        var activity = verb.SequenceEqual("started,"u8) ? 3 : verb.SequenceEqual("exiting"u8) ? 4
            : verb.SequenceEqual("read"u8) || verb.SequenceEqual("reading"u8) || verb.SequenceEqual("compile"u8) || verb.SequenceEqual("using"u8) || verb.SequenceEqual("warning:"u8) || verb.SequenceEqual("cleared"u8) ? 99 : 0;
        if (activity == 0) return false;
        into.Is(EventClass.ApplicationLifecycle, activity, verb.SequenceEqual("warning:"u8) ? 0 : 1, Own).Set(Fields.AppName, "dnsmasq"u8).Set(Fields.StatusDetail, text);
        return true;
    }

    private static bool Name(ReadOnlySpan<byte> name, EventBuilder into)
    {
        into.Proven(false).Set(Fields.DnsQuery, name).SetUnmapped("query"u8, name);
        return name.Length > 0;
    }
}
