namespace Ward.Ingest.Decoders.Firewalls;

/// <summary>Cisco ASA messages about packets, connections and translations, by number.</summary>
internal static class AsaTraffic
{
    private static LogSource Source => AsaDecoder.Source;

    public static bool TryRead(int number, ReadOnlySpan<byte> text, EventBuilder into) => number switch
    {
        106001 or 106006 or 106007 or 106015 or 106017 or 106021 => DeniedFromTo(text, into),
        106010 or 106014 or 106023 => DeniedSourceDestination(text, into),
        106100 => AccessList(text, into),
        302013 or 302015 => Built(text, into),
        302014 or 302016 => Teardown(text, into),
        302020 or 302021 => Icmp(text, into),
        305011 or 305012 => Translation(text, into),
        313001 or 313004 => DeniedIcmp(text, into),
        338001 or 338002 or 338003 or 338004 or 338005 or 338006 or 338007 or 338008 => Listed(text, into),
        710002 or 710003 or 710005 => ToTheBox(text, into),
        733100 or 733101 or 733102 => Threat(text, into),
        _ => false,
    };

    /// <summary>"Inbound TCP connection denied from A/p to B/p flags SYN on interface I", "Deny TCP (no connection) from A/p to B/p ...".</summary>
    private static bool DeniedFromTo(ReadOnlySpan<byte> text, EventBuilder into)
    {
        Verdict.Set(into, "deny"u8, Source);
        SetProtocol(text, into);
        if (Words.TryTakeTo(ref text, " flags "u8, out var before))
        {
            TcpFlags.SetWords(text.IndexOf(" on interface "u8) is >= 0 and var on ? text[..on] : text, "tcp_flags"u8, into);
        }
        else
        {
            before = text;
        }

        if (text.LastIndexOf(" on interface "u8) is >= 0 and var at)
        {
            into.Set(Fields.InterfaceIn, text[(at + 14)..]);
            if (before.LastIndexOf(" on interface "u8) is >= 0 and var same) before = before[..same];
        }

        if (!Words.TryTakeTo(ref before, " from "u8, out _)) return false;
        SetEndpoint(Words.Take(ref before), true, into);
        if (!Text.TryTake(ref before, "to "u8)) return false;
        SetEndpoint(Words.Take(ref before), false, into);
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    /// <summary>"Deny tcp src outside:A/p dst inside:B/p [(type 8, code 0)] by access-group "NAME" [..]".</summary>
    private static bool DeniedSourceDestination(ReadOnlySpan<byte> text, EventBuilder into)
    {
        Verdict.Set(into, "deny"u8, Source);
        if (!Words.TryTakeTo(ref text, " src "u8, out var head)) return false;
        into.Set(Fields.Protocol, head[(head.LastIndexOf((byte)' ') + 1)..]);
        SetEndpoint(Words.Take(ref text), true, into);
        if (!Words.TryTakeTo(ref text, "dst "u8, out _)) return false;
        SetEndpoint(Words.Take(ref text), false, into);
        Text.SetPresent(into, "icmp_type"u8, Words.Between(text, "(type "u8, ","u8));
        Text.SetPresent(into, Fields.RuleName, Words.Between(text, "by access-group \""u8, "\""u8));
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    /// <summary>"access-list NAME denied tcp outside/A(p) -> inside/B(p) hit-cnt 1 first hit [..]".</summary>
    private static bool AccessList(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "access-list "u8)) return false;
        into.Set(Fields.RuleName, Words.Take(ref text));
        Verdict.Set(into, Words.Take(ref text), Source);
        into.Set(Fields.Protocol, Words.Take(ref text));
        SetSlashed(Words.Take(ref text), true, into);
        if (!Words.TryTakeTo(ref text, "-> "u8, out _)) return false;
        SetSlashed(Words.Take(ref text), false, into);
        Text.SetPresent(into, Fields.Repeated, Words.Between(text, "hit-cnt "u8, " "u8));
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    /// <summary>"Built inbound TCP connection 1 for outside:A/p (..) to inside:B/p (..)"; in an outbound one the second end began it.</summary>
    private static bool Built(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "Built "u8)) return false;
        var direction = Words.Take(ref text);
        var outbound = direction.SequenceEqual("outbound"u8);
        Verdict.Set(into, "built"u8, Source);
        into.Set(Fields.Direction, outbound ? "Outbound"u8 : "Inbound"u8);
        return Connection(text, outbound, into);
    }

    /// <summary>"Teardown TCP connection 1 for outside:A/p to inside:B/p duration 0:00:30 bytes 12 TCP FINs": which end began it is not said.</summary>
    private static bool Teardown(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "Teardown "u8)) return false;
        Verdict.Set(into, "teardown"u8, Source);
        if (Words.TryTakeTo(ref text, " duration "u8, out var before))
        {
            into.SetUnmapped("duration"u8, Words.Take(ref text));
            if (Text.TryTake(ref text, "bytes "u8)) into.Set(Fields.TrafficBytes, Words.Take(ref text));
            Text.SetPresent(into, Fields.StatusDetail, text);
        }

        return Connection(before, false, into);
    }

    /// <summary>"TCP connection 1 for A [(mapped)] [(user)] to B [(mapped)] [(user)]".</summary>
    private static bool Connection(ReadOnlySpan<byte> text, bool swapped, EventBuilder into)
    {
        into.Set(Fields.Protocol, Words.Take(ref text));
        if (!Text.TryTake(ref text, "connection "u8)) return false;
        into.Set(Fields.ConnectionUid, Words.Take(ref text));
        if (!Text.TryTake(ref text, "for "u8)) return false;
        SetEndpoint(Words.Take(ref text), !swapped, into);
        if (text.StartsWith("("u8) && Words.Between(text, "("u8, ")"u8) is var mapped) into.SetUnmapped(swapped ? "mapped_dst"u8 : "mapped_src"u8, mapped);
        if (!Words.TryTakeTo(ref text, "to "u8, out _)) return false;
        SetEndpoint(Words.Take(ref text), swapped, into);
        if (text.StartsWith("("u8) && Words.Between(text, "("u8, ")"u8) is var other) into.SetUnmapped(swapped ? "mapped_src"u8 : "mapped_dst"u8, other);
        return into.Event.TryGet(Fields.SourceIp, out _) && into.Event.TryGet(Fields.DestinationIp, out _);
    }

    /// <summary>"Built inbound ICMP connection for faddr A/p gaddr G/p laddr B/p": the foreign address began an inbound one.</summary>
    private static bool Icmp(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var built = text.StartsWith("Built "u8);
        Verdict.Set(into, built ? "built"u8 : "teardown"u8, Source);
        var outbound = text.IndexOf("outbound"u8) is >= 0 and < 20;
        into.Set(Fields.Protocol, "icmp"u8);
        if (!Words.TryTakeTo(ref text, "faddr "u8, out _)) return false;
        SetBare(Words.Take(ref text), !outbound, into);
        if (!Words.TryTakeTo(ref text, "laddr "u8, out _)) return false;
        SetBare(Words.Take(ref text), outbound, into);
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    /// <summary>"Built dynamic TCP translation from inside:A/p to outside:B/p".</summary>
    private static bool Translation(ReadOnlySpan<byte> text, EventBuilder into)
    {
        Verdict.Set(into, text.StartsWith("Built"u8) ? "built"u8 : "teardown"u8, Source);
        if (!Words.TryTakeTo(ref text, " translation from "u8, out var head)) return false;
        into.Set(Fields.Protocol, head[(head.LastIndexOf((byte)' ') + 1)..]);
        SetEndpoint(Words.Take(ref text), true, into);
        if (!Words.TryTakeTo(ref text, "to "u8, out _)) return false;
        var mapped = Words.Take(ref text);
        if (mapped.IndexOf((byte)':') is > 0 and var colon) mapped = mapped[(colon + 1)..];
        into.Set(Fields.NatSourceIp, Text.TakePort(mapped, (byte)'/', out var port));
        Text.SetPresent(into, "nat_port"u8, port);
        into.Set(Fields.StatusDetail, "translation"u8);
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    /// <summary>"Denied ICMP type=8, code=0 from A on interface I".</summary>
    private static bool DeniedIcmp(ReadOnlySpan<byte> text, EventBuilder into)
    {
        Verdict.Set(into, "denied"u8, Source);
        into.Set(Fields.Protocol, "icmp"u8);
        Text.SetPresent(into, "icmp_type"u8, Words.Between(text, "type="u8, ","u8));
        if (!Words.TryTakeTo(ref text, " from "u8, out _)) return false;
        var address = Words.Take(ref text);
        _ = Text.TryTake(ref address, "laddr:"u8);
        SetBare(address, true, into);
        if (Text.TryTake(ref text, "on interface "u8)) into.Set(Fields.InterfaceIn, Words.Take(ref text));
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    /// <summary>"Dynamic filter dropped blacklisted TCP traffic from inside:A/p (..) to outside:B/p (..), ... threat-level: high, category: malware".</summary>
    private static bool Listed(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "Dynamic filter "u8) && !Text.TryTake(ref text, "Dynamic Filter "u8)) return false;
        var dropped = text.StartsWith("dropped"u8);
        if (!Words.TryTakeTo(ref text, " traffic from "u8, out var head)) return false;
        into.Is(EventClass.DetectionFinding, 1, 0, Source).Set(Fields.FindingTitle, "Dynamic filter"u8).Set(Fields.Disposition, dropped ? "Dropped"u8 : "Detected"u8)
            .Set(Fields.Protocol, head[(head.LastIndexOf((byte)' ') + 1)..]).Set(Fields.FindingDescription, head);
        SetEndpoint(Words.Take(ref text), true, into);
        if (!Words.TryTakeTo(ref text, "to "u8, out _)) return false;
        SetEndpoint(Words.Take(ref text).TrimEnd((byte)','), false, into);
        Text.SetPresent(into, Fields.Severity, Words.Between(text, "threat-level: "u8, ","u8));
        if (Words.TryTakeTo(ref text, "category: "u8, out _)) Text.SetPresent(into, Fields.FindingTypes, text);
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    /// <summary>"TCP access denied by ACL from A/p to outside:B/p", "UDP request discarded from A/p to outside:B/p".</summary>
    private static bool ToTheBox(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var protocol = Words.Take(ref text);
        Verdict.Set(into, text.IndexOf("permitted"u8) is >= 0 and < 20 ? "permitted"u8 : text.IndexOf("discarded"u8) is >= 0 and < 20 ? "discarded"u8 : "denied"u8, Source);
        into.Set(Fields.Protocol, protocol);
        if (!Words.TryTakeTo(ref text, "from "u8, out _)) return false;
        SetBare(Words.Take(ref text), true, into);
        if (!Text.TryTake(ref text, "to "u8)) return false;
        SetEndpoint(Words.Take(ref text), false, into);
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    /// <summary>"[ Scanning] drop rate-1 exceeded. ..." and "Host A is attacking. ...".</summary>
    private static bool Threat(ReadOnlySpan<byte> text, EventBuilder into)
    {
        into.Is(EventClass.DetectionFinding, 1, 0, Source);
        if (text.StartsWith("["u8))
        {
            var what = Words.Between(text, "["u8, "]"u8).Trim((byte)' ');
            into.Set(Fields.FindingTitle, what).Set(Fields.FindingDescription, text);
            return what.Length > 0;
        }

        if (!Words.TryTakeTo(ref text, "ost "u8, out _)) return false;
        SetBare(Words.Take(ref text), true, into);
        into.Set(Fields.FindingTitle, "Scanning"u8).Set(Fields.FindingDescription, text);
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    private static void SetProtocol(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var head = text[..Math.Min(text.Length, 40)];
        if (head.IndexOf("TCP"u8) >= 0) into.Set(Fields.Protocol, "tcp"u8);
        else if (head.IndexOf("UDP"u8) >= 0) into.Set(Fields.Protocol, "udp"u8);
        else if (Text.Says(head, "icmp"u8)) into.Set(Fields.Protocol, "icmp"u8);
    }

    /// <summary>"INTERFACE:ADDRESS/PORT[(USER)]".</summary>
    internal static void SetEndpoint(ReadOnlySpan<byte> endpoint, bool source, EventBuilder into)
    {
        if (endpoint.IndexOf((byte)'(') is > 0 and var user)
        {
            if (source) Text.SetPresent(into, Fields.UserName, endpoint[(user + 1)..].TrimEnd((byte)')'));
            endpoint = endpoint[..user];
        }

        if (endpoint.IndexOf((byte)':') is > 0 and var colon && !Text.IsAddress(Text.TakePort(endpoint, (byte)'/', out _)))
        {
            into.Set(source ? Fields.InterfaceIn : Fields.InterfaceOut, endpoint[..colon]);
            endpoint = endpoint[(colon + 1)..];
        }

        SetBare(endpoint, source, into);
    }

    /// <summary>"INTERFACE/ADDRESS(PORT)".</summary>
    private static void SetSlashed(ReadOnlySpan<byte> endpoint, bool source, EventBuilder into)
    {
        if (endpoint.IndexOf((byte)'/') is > 0 and var slash)
        {
            into.Set(source ? Fields.InterfaceIn : Fields.InterfaceOut, endpoint[..slash]);
            endpoint = endpoint[(slash + 1)..];
        }

        var port = Words.Between(endpoint, "("u8, ")"u8);
        if (endpoint.IndexOf((byte)'(') is > 0 and var open) endpoint = endpoint[..open];
        if (!Text.IsAddress(endpoint)) return;
        if (source) Text.SetSource(into, endpoint, port);
        else Text.SetDestination(into, endpoint, port);
    }

    /// <summary>"ADDRESS/PORT", where a service's name may stand for the port.</summary>
    private static void SetBare(ReadOnlySpan<byte> endpoint, bool source, EventBuilder into)
    {
        var address = Text.TakePort(endpoint, (byte)'/', out var port);
        if (port.Length == 0 && address.IndexOf((byte)'/') is > 0 and var slash)
        {
            if (!source) Text.SetPresent(into, Fields.DestinationService, address[(slash + 1)..]);
            address = address[..slash];
        }

        if (source) Text.SetSource(into, address, port);
        else Text.SetDestination(into, address, port);
    }
}
