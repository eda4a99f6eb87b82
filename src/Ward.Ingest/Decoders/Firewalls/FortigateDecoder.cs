namespace Ward.Ingest.Decoders.Firewalls;

/// <summary>
/// FortiGate: name=value pairs, text in double quotes; type and subtype say what the line is about. Every pair stays under FortiOS's own name.
/// FortiOS escapes quotes inside values. What it reports of packets and logins is its own word and proves no source.
/// </summary>
internal sealed class FortigateDecoder : IDecoder
{
    private static readonly LogSource Traffic = new("firewall", "fortigate", "traffic"), Utm = new("firewall", "fortigate", "utm"), Web = new("proxy", "fortigate", "utm"),
        Dns = new("dns", "fortigate", "utm"), Occurrence = new("", "fortigate", "event");
    private static readonly NameTable Known = new(
        ("srcip", Fields.SourceIp, NameTable.Kind.Address),
        ("remip", Fields.SourceIp, NameTable.Kind.Address),
        ("dstip", Fields.DestinationIp, NameTable.Kind.Address),
        ("locip", Fields.DestinationIp, NameTable.Kind.Address),
        ("srcport", Fields.SourcePort, NameTable.Kind.Port),
        ("dstport", Fields.DestinationPort, NameTable.Kind.Port),
        ("srcintf", Fields.InterfaceIn, NameTable.Kind.Any),
        ("dstintf", Fields.InterfaceOut, NameTable.Kind.Any),
        ("srccountry", Fields.SourceCountry, NameTable.Kind.Any),
        ("dstcountry", Fields.DestinationCountry, NameTable.Kind.Any),
        ("srcmac", Fields.SourceMac, NameTable.Kind.Any),
        ("proto", Fields.ProtocolNumber, NameTable.Kind.Any),
        ("policyid", Fields.RuleUid, NameTable.Kind.Any),
        ("policyname", Fields.RuleName, NameTable.Kind.Any),
        ("service", Fields.DestinationService, NameTable.Kind.Any),
        ("app", Fields.AppName, NameTable.Kind.Any),
        ("user", Fields.UserName, NameTable.Kind.Any),
        ("xauthuser", Fields.UserName, NameTable.Kind.Any),
        ("group", Fields.UserGroup, NameTable.Kind.Any),
        ("sentbyte", Fields.BytesOut, NameTable.Kind.Any),
        ("rcvdbyte", Fields.BytesIn, NameTable.Kind.Any),
        ("sentpkt", Fields.PacketsOut, NameTable.Kind.Any),
        ("rcvdpkt", Fields.PacketsIn, NameTable.Kind.Any),
        ("sessionid", Fields.ConnectionUid, NameTable.Kind.Any),
        ("devname", Fields.DeviceHost, NameTable.Kind.Any),
        ("devid", Fields.DeviceUid, NameTable.Kind.Any),
        ("logid", Fields.EventCode, NameTable.Kind.Any),
        ("level", Fields.LogLevel, NameTable.Kind.Any),
        ("hostname", Fields.HttpHost, NameTable.Kind.Any),
        ("url", Fields.HttpUrl, NameTable.Kind.Any),
        ("agent", Fields.HttpAgent, NameTable.Kind.Any),
        ("attack", Fields.FindingTitle, NameTable.Kind.Any),
        ("virus", Fields.MalwareName, NameTable.Kind.Any),
        ("attackid", Fields.AnalyticUid, NameTable.Kind.Any),
        ("severity", Fields.Severity, NameTable.Kind.Any),
        ("crlevel", Fields.Severity, NameTable.Kind.Any),
        ("msg", Fields.StatusDetail, NameTable.Kind.Any),
        ("reason", Fields.StatusDetail, NameTable.Kind.Any));

    private byte[] plain = new byte[1024];

    public DecoderCard Card { get; } = new("fortigate", "Fortinet FortiGate", "FortiOS 7 by its log reference", LineShape.Text,
        "<189>date=2026-03-01 time=11:59:58 devname=\"fw7\" devid=\"FG100\" eventtime=1772366398123456789 tz=\"+0000\" logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" level=\"notice\" vd=\"root\" srcip=203.0.113.7 srcport=5022 srcintf=\"wan1\" dstip=192.0.2.1 dstport=443 dstintf=\"dmz\" proto=6 action=\"deny\" policyid=0 service=\"HTTPS\" sentbyte=0 rcvdbyte=0");

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message.TrimStart((byte)' ');
        if (!text.StartsWith("date="u8) && !text.StartsWith("logver="u8) && !text.StartsWith("timestamp="u8) && !text.StartsWith("devname="u8)) return false;
        var pairs = new KeyValues(text);
        ReadOnlySpan<byte> type = default, subtype = default, date = default, clock = default, zone = default;
        var (stamped, identified) = (false, false);
        while (pairs.TryRead())
        {
            var name = pairs.Name;
            var value = pairs.Quoted ? Escapes.Without(pairs.Value, ref plain) : pairs.Value;
            if (name.SequenceEqual("type"u8)) type = pairs.Value;
            else if (name.SequenceEqual("subtype"u8)) subtype = pairs.Value;
            else if (name.SequenceEqual("date"u8)) date = pairs.Value;
            else if (name.SequenceEqual("time"u8)) clock = pairs.Value;
            else if (name.SequenceEqual("tz"u8)) zone = pairs.Value;
            else if (name.SequenceEqual("eventtime"u8)) stamped = TryEventTime(value, into);
            identified |= name.SequenceEqual("logid"u8) || name.SequenceEqual("log_id"u8) || name.SequenceEqual("devid"u8);
            into.SetUnmapped(name, value);
            if (value.Length > 0 && Known.FieldOf(name, value) is { } id && !into.Event.TryGet(id, out _)) into.Set(id, value);
        }

        if (!identified || type.Length == 0) return false;
        if (!stamped) SetLocalTime(date, clock, zone, header, into);
        Classify(type, subtype, into);
        into.Proven(false).Set(Fields.LogProvider, "fortigate"u8).Set(Fields.Message, text);
        if (!into.Event.TryGet(Fields.DeviceHost, out _) && header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        return true;
    }

    /// <summary>Nanoseconds since 1970 from 6.2 on, seconds before.</summary>
    private static bool TryEventTime(ReadOnlySpan<byte> value, EventBuilder into)
    {
        if (!System.Buffers.Text.Utf8Parser.TryParse(value, out long number, out var length) || length != value.Length || number < 0) return false;
        var milliseconds = value.Length switch { <= 10 => number * 1000, <= 13 => number, <= 16 => number / 1000, _ => number / 1_000_000 };
        if (!Timestamps.TryEpochMilliseconds(milliseconds, out var time)) return false;
        into.At(time);
        return true;
    }

    private static void SetLocalTime(ReadOnlySpan<byte> date, ReadOnlySpan<byte> clock, ReadOnlySpan<byte> zone, in SyslogHeader header, EventBuilder into)
    {
        if (header.Time is { } told) into.At(told);
        if (date.Length != 10 || clock.Length != 8) return;
        Span<byte> joined = stackalloc byte[26];
        date.CopyTo(joined);
        joined[10] = (byte)' ';
        clock.CopyTo(joined[11..]);
        // It may name its zone itself.
        if (zone.Length is > 0 and <= 7)
        {
            zone.CopyTo(joined[19..]);
            if (Timestamps.TryRfc3339(joined[..(19 + zone.Length)], out var exact, out var length) && length == 19 + zone.Length)
            {
                into.At(exact);
                return;
            }
        }

        if (Timestamps.TryPlain(joined[..19], into.Zone, into.Event.Received, out var time)) into.At(Timestamps.Believed(header.Time, time));
    }

    private static void Classify(ReadOnlySpan<byte> type, ReadOnlySpan<byte> subtype, EventBuilder into)
    {
        var action = Value("action"u8, into);
        if (type.SequenceEqual("traffic"u8))
        {
            Verdict.Set(into, action, Traffic);
        }
        else if (type.SequenceEqual("utm"u8) || type.SequenceEqual("anomaly"u8))
        {
            if (subtype.SequenceEqual("webfilter"u8))
            {
                Verdict.Set(into, action, Web);
                into.Is(EventClass.HttpActivity, 99, into.Event.StatusId, Web);
            }
            else if (subtype.SequenceEqual("dns"u8))
            {
                Verdict.Set(into, action, Dns);
                into.Is(EventClass.DnsActivity, 1, into.Event.StatusId, Dns);
                Text.SetPresent(into, Fields.DnsQuery, Value("qname"u8, into));
                Text.SetPresent(into, Fields.DnsQueryType, Value("qtype"u8, into));
                Text.SetPresent(into, "query"u8, Value("qname"u8, into));
            }
            else if (subtype.SequenceEqual("app-ctrl"u8) || subtype.SequenceEqual("ssl"u8) || subtype.SequenceEqual("ssh"u8) || subtype.SequenceEqual("voip"u8))
            {
                Verdict.Set(into, action, Utm);
            }
            else
            {
                Verdict.Set(into, action, Utm);
                into.Is(EventClass.DetectionFinding, 1, into.Event.StatusId, Utm).Set(Fields.FindingTypes, subtype);
            }
        }
        else
        {
            ClassifyEvent(subtype, action, into);
        }
    }

    /// <summary>Events keep their action under its own name alone: rules ask "Add" or "Edit" of it.</summary>
    private static void ClassifyEvent(ReadOnlySpan<byte> subtype, ReadOnlySpan<byte> action, EventBuilder into)
    {
        var result = Value("status"u8, into);
        var status = result.SequenceEqual("success"u8) ? 1 : result.StartsWith("fail"u8) || result.SequenceEqual("negotiate_error"u8) ? 2 : 0;
        if (Value("cfgpath"u8, into).Length > 0)
        {
            var change = action.SequenceEqual("Add"u8) ? 1 : action.SequenceEqual("Delete"u8) ? 4 : action.SequenceEqual("Edit"u8) ? 3 : 99;
            into.Is(EventClass.EntityManagement, change, 1, Occurrence);
            if (Value("user"u8, into) is { Length: > 0 } admin) into.Set(Fields.ActorUser, admin);
            SetFromInterface(into);
            return;
        }

        if (action.SequenceEqual("tunnel-up"u8) || action.SequenceEqual("ssl-new-con"u8)) into.Is(EventClass.TunnelActivity, 1, 1, Occurrence);
        else if (action.SequenceEqual("tunnel-down"u8)) into.Is(EventClass.TunnelActivity, 2, 0, Occurrence);
        else if (action.SequenceEqual("ssl-login-fail"u8) || action.SequenceEqual("auth-logon-fail"u8)) into.Is(EventClass.Authentication, 1, 2, Occurrence);
        else if (action.SequenceEqual("login"u8) || action.SequenceEqual("authentication"u8) || action.SequenceEqual("auth-logon"u8) || action.SequenceEqual("FSSO-logon"u8)) into.Is(EventClass.Authentication, 1, status, Occurrence);
        else if (action.SequenceEqual("logout"u8) || action.SequenceEqual("auth-logout"u8) || action.SequenceEqual("FSSO-logoff"u8)) into.Is(EventClass.Authentication, 2, status, Occurrence);
        else if (subtype.SequenceEqual("vpn"u8)) into.Is(EventClass.TunnelActivity, 99, status, Occurrence);
        else into.Is(EventClass.Base, 0, status, Occurrence);

        SetFromInterface(into);
    }

    /// <summary>"ssh(203.0.113.7)" names the administrator's address.</summary>
    private static void SetFromInterface(EventBuilder into)
    {
        if (!into.Event.TryGet(Fields.SourceIp, out _) && Words.Between(Value("ui"u8, into), "("u8, ")"u8) is { Length: > 0 } from && Text.IsAddress(from)) into.Set(Fields.SourceIp, from);
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> name, EventBuilder into) => into.Event.TryGetUnmapped(name, out var value) ? value : default;
}
