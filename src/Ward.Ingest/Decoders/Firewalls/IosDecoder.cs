namespace Ward.Ingest.Decoders.Firewalls;

/// <summary>Cisco IOS, IOS XE: "%FACILITY-SEVERITY-MNEMONIC: text" about logins, configuration, access lists, ports and neighbours.</summary>
internal sealed class IosDecoder : IDecoder
{
    private static readonly LogSource Access = new("", "cisco", "ios"), Commands = new("", "cisco", "aaa"), Firewall = new("firewall", "cisco", "ios"), Bgp = new("", "cisco", "bgp"), Ldp = new("", "cisco", "ldp");

    public DecoderCard Card { get; } = new("cisco-ios", "Cisco IOS and IOS XE", "15 and 17 by their message guides", LineShape.Text,
        "<189>123: sw7: *Mar  1 11:59:58.123: %SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: ann] [Source: 203.0.113.7] [localport: 22] [Reason: Login Authentication Failed] at 11:59:58 UTC Sun Mar 1 2026")
    {
        Proves = "yes in SEC_LOGIN, whose lines are of a TCP session",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message.Overlaps(header.Body) ? header.Body : message;
        if (!CiscoTag.TryTake(ref text, out var facility, out var severity, out var mnemonic) || !TryRead(facility, mnemonic, text, into)) return false;
        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        into.Set(Fields.EventCode, mnemonic).Set(Fields.LogLevel, severity).Set(Fields.LogProvider, "ios"u8).SetUnmapped("facility"u8, facility).Set(Fields.Message, text);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> facility, ReadOnlySpan<byte> mnemonic, ReadOnlySpan<byte> text, EventBuilder into) => facility switch
    {
        _ when facility.SequenceEqual("SEC_LOGIN"u8) => Login(mnemonic, text, into),
        _ when facility.SequenceEqual("SEC"u8) && mnemonic.StartsWith("IPACCESSLOG"u8) => AccessList(text, into),
        _ when facility.SequenceEqual("SYS"u8) => System(mnemonic, text, into),
        _ when facility.SequenceEqual("PARSER"u8) && mnemonic.SequenceEqual("CFGLOG_LOGGEDCMD"u8) => Command(text, into),
        _ when facility.SequenceEqual("SSH"u8) && mnemonic.SequenceEqual("SSH2_USERAUTH"u8) => Ssh(text, into),
        _ when facility.SequenceEqual("PORT_SECURITY"u8) => Port(text, into),
        _ when facility.SequenceEqual("LINK"u8) || facility.SequenceEqual("LINEPROTO"u8) => Link(text, into),
        _ when facility.SequenceEqual("BGP"u8) => Neighbour(text, Bgp, into),
        _ when facility.SequenceEqual("LDP"u8) => Neighbour(text, Ldp, into),
        _ => false,
    };

    /// <summary>"Login Success [user: U] [Source: A] [localport: p] at ..." and "Login failed [user: U] [Source: A] [localport: p] [Reason: R] at ...".</summary>
    private static bool Login(ReadOnlySpan<byte> mnemonic, ReadOnlySpan<byte> text, EventBuilder into)
    {
        var status = mnemonic.SequenceEqual("LOGIN_SUCCESS"u8) ? 1 : mnemonic.SequenceEqual("LOGIN_FAILED"u8) ? 2 : 0;
        if (status == 0 || !Words.TryTakeTo(ref text, "[user: "u8, out _) || !Words.TryTakeFromLast(ref text, "] [Source: "u8, out var rest) || !Words.TryTakeTo(ref rest, "]"u8, out var address)) return false;
        into.Is(EventClass.Authentication, 1, status, Access).Proven(Text.IsAddress(address));
        Text.SetPresent(into, Fields.UserName, text);
        Text.SetSource(into, address);
        Text.SetPresent(into, Fields.DestinationPort, Words.Between(rest, "[localport: "u8, "]"u8));
        Text.SetPresent(into, Fields.StatusDetail, Words.Between(rest, "[Reason: "u8, "]"u8));
        return true;
    }

    /// <summary>"list L denied tcp A(p) -> B(p), 1 packet", without ports for ICMP, without destination for standard lists.</summary>
    private static bool AccessList(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "list "u8)) return false;
        into.Set(Fields.RuleName, Words.Take(ref text));
        Verdict.Set(into, Words.Take(ref text), Firewall);
        var word = Words.Take(ref text);
        if (!Text.IsAddress(word))
        {
            into.Set(Fields.Protocol, word);
            word = Words.Take(ref text);
        }

        SetEnd(word, true, into);
        if (Words.TryTakeTo(ref text, "-> "u8, out _)) SetEnd(Words.Take(ref text).TrimEnd((byte)','), false, into);
        text = text.TrimStart(", "u8);
        if (text.LastIndexOf(" packet"u8) is > 0 and var packets) Text.SetPresent(into, Fields.Packets, text[..packets] is var count && count.LastIndexOf((byte)' ') is >= 0 and var space ? count[(space + 1)..] : text[..packets]);
        return into.Event.TryGet(Fields.SourceIp, out _);
    }

    private static void SetEnd(ReadOnlySpan<byte> word, bool source, EventBuilder into)
    {
        var port = Words.Between(word, "("u8, ")"u8);
        if (word.IndexOf((byte)'(') is > 0 and var open) word = word[..open];
        if (!Text.IsAddress(word)) return;
        if (source) Text.SetSource(into, word, port);
        else Text.SetDestination(into, word, port);
    }

    /// <summary>CONFIG_I "Configured from console by U on vty0 (A)", LOGOUT "User U has exited tty session 2(A)", RESTART, RELOAD.</summary>
    private static bool System(ReadOnlySpan<byte> mnemonic, ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (mnemonic.SequenceEqual("CONFIG_I"u8))
        {
            if (!Text.TryTake(ref text, "Configured from "u8) || !Words.TryTakeTo(ref text, " by "u8, out var way)) return false;
            into.Is(EventClass.EntityManagement, 3, 1, Commands).SetUnmapped("configured_from"u8, way);
            if (text.EndsWith(")"u8) && text.LastIndexOf((byte)'(') is > 0 and var open)
            {
                Text.SetSource(into, text[(open + 1)..^1]);
                text = text[..open].TrimEnd((byte)' ');
            }

            if (Words.TryTakeFromLast(ref text, " on "u8, out var line)) into.Set(Fields.SessionTerminal, line);
            Text.SetPresent(into, Fields.ActorUser, text);
            return true;
        }

        if (mnemonic.SequenceEqual("LOGOUT"u8))
        {
            if (!Text.TryTake(ref text, "User "u8) || !Words.TryTakeFromLast(ref text, " has exited tty session "u8, out var session)) return false;
            into.Is(EventClass.Authentication, 2, 1, Access).Set(Fields.UserName, text);
            Text.SetSource(into, Words.Between(session, "("u8, ")"u8));
            return true;
        }

        var activity = mnemonic.SequenceEqual("RESTART"u8) || mnemonic.SequenceEqual("RELOAD"u8) ? 5 : 0;
        if (activity == 0) return false;
        into.Is(EventClass.DevicePowerStateActivity, activity, 1, Access).Set(Fields.StatusDetail, text);
        return true;
    }

    /// <summary>"User:U  logged command:COMMAND".</summary>
    private static bool Command(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "User:"u8) || !Words.TryTakeTo(ref text, "logged command:"u8, out var user)) return false;
        into.Is(EventClass.ProcessActivity, 1, 1, Commands).Set(Fields.ActorUser, user.Trim((byte)' ')).Set(Fields.CommandLine, text);
        return true;
    }

    /// <summary>"User 'U' authentication for SSH2 Session from A (tty = 0) using crypto cipher '..', hmac '..' Succeeded".</summary>
    private static bool Ssh(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "User '"u8) || !Words.TryTakeFromLast(ref text, "' authentication for SSH2 Session from "u8, out var rest)) return false;
        var address = Words.Take(ref rest);
        into.Is(EventClass.Authentication, 1, rest.EndsWith("Succeeded"u8) ? 1 : 2, Access).Proven(Text.IsAddress(address)).Set(Fields.UserName, text).Set(Fields.ServiceName, "ssh"u8);
        Text.SetSource(into, address);
        return true;
    }

    /// <summary>"Security violation occurred, caused by MAC address M on port P."</summary>
    private static bool Port(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, "MAC address "u8, out _)) return false;
        into.Is(EventClass.DetectionFinding, 1, 0, Access).Set(Fields.FindingTitle, "Port security violation"u8).Set(Fields.SourceMac, Words.Take(ref text));
        if (Text.TryTake(ref text, "on port "u8)) into.Set(Fields.InterfaceIn, text.TrimEnd((byte)'.'));
        return true;
    }

    /// <summary>"[Line protocol on ]Interface I, changed state to up".</summary>
    private static bool Link(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, "Interface "u8, out _) || !Words.TryTakeTo(ref text, ", changed state to "u8, out var name)) return false;
        into.Is(EventClass.NetworkActivity, text.StartsWith("up"u8) ? 1 : 2, 1, Access).Set(Fields.InterfaceIn, name).Set(Fields.StatusDetail, text);
        return true;
    }

    /// <summary>"neighbor A Up" or "Down REASON", "sent to neighbor A ...", "Neighbor A is UP".</summary>
    private static bool Neighbour(ReadOnlySpan<byte> text, LogSource source, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, "eighbor "u8, out _)) return false;
        var word = Words.Take(ref text);
        var address = word.IndexOf((byte)':') is > 0 and var colon && Text.IsAddress(word[..colon]) ? word[..colon] : word;
        if (!Text.IsAddress(address)) return false;
        var up = text.StartsWith("Up"u8) || Text.Says(text, "is UP"u8);
        into.Is(EventClass.NetworkActivity, up ? 1 : 2, up ? 1 : 2, source).Set(Fields.StatusDetail, text);
        Text.SetSource(into, address);
        return true;
    }
}
