namespace Ward.Ingest.Decoders.Firewalls;

/// <summary>
/// Palo Alto Networks PAN-OS: values parted by commas in an order that the type fixes (TRAFFIC, THREAT, SYSTEM, CONFIG, GLOBALPROTECT); values
/// beyond those that are named here stay in the raw line. What it reports of packets proves no source.
/// </summary>
internal sealed class PanosDecoder : IDecoder
{
    private static readonly LogSource Traffic = new("firewall", "paloalto", "traffic"), Threats = new("firewall", "paloalto", "threat"), Own = new("", "paloalto", "system"),
        Changes = new("", "paloalto", "config"), Remote = new("", "paloalto", "globalprotect");

    public DecoderCard Card { get; } = new("pan-os", "Palo Alto Networks PAN-OS", "9.1 to 11 by its field descriptions", LineShape.Text,
        "<14>Mar  1 11:59:58 pa7 1,2026/03/01 11:59:58,0072,TRAFFIC,drop,2561,2026/03/01 11:59:58,203.0.113.7,192.0.2.1,0.0.0.0,0.0.0.0,deny-all,,,not-applicable,vsys1,untrust,dmz,ethernet1/1,,fwd,2026/03/01 11:59:58,0,1,5022,22,0,0,0x0,tcp,deny,60,60,0,1,2026/03/01 11:59:58,0,any,,71,0x0,Country,Other,,1,0,policy-deny");

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        Span<Range> at = stackalloc Range[64];
        var count = Csv.Split(message, at);
        if (count < 14 || !Timestamps.TryPlain(message[at[1]], into.Zone, into.Event.Received, out var time)) return false;
        var line = new Values(message, at[..count]);
        var type = line[3];
        var understood = type switch
        {
            _ when type.SequenceEqual("TRAFFIC"u8) => ReadTraffic(line, into),
            _ when type.SequenceEqual("THREAT"u8) => ReadThreat(line, into),
            _ when type.SequenceEqual("SYSTEM"u8) => ReadSystem(line, into),
            _ when type.SequenceEqual("CONFIG"u8) => ReadConfig(line, into),
            _ when type.SequenceEqual("GLOBALPROTECT"u8) => ReadRemote(line, into),
            _ => false,
        };
        if (!understood) return false;
        if (Timestamps.TryPlain(line[6], into.Zone, into.Event.Received, out var generated)) time = generated;
        // The firewall writes its own local time; a header with a zone knows better.
        into.At(Timestamps.Believed(header.Time, time));
        into.Proven(false).SetUnmapped("type"u8, type).SetUnmapped("subtype"u8, line[4]).Set(Fields.DeviceUid, line[2]).Set(Fields.LogProvider, "pan-os"u8).Set(Fields.Message, message);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        return true;
    }

    private static bool ReadTraffic(in Values line, EventBuilder into)
    {
        if (!Text.IsAddress(line[7]) || !Text.IsAddress(line[8])) return false;
        var action = line[30];
        // An allowed session is logged when it begins or when it ends; the subtype says which.
        Verdict.Set(into, action.SequenceEqual("allow"u8) && line[4].SequenceEqual("end"u8) ? "end"u8 : action, Traffic);
        SetFlow(line, into);
        Text.SetPresent(into, Fields.TrafficBytes, line[31]);
        Text.SetPresent(into, Fields.BytesOut, line[32]);
        Text.SetPresent(into, Fields.BytesIn, line[33]);
        Text.SetPresent(into, Fields.Packets, line[34]);
        Durations.SetSeconds(line[36], into);
        Text.SetPresent(into, "category"u8, line[37]);
        Text.SetPresent(into, Fields.EventSequence, line[39]);
        Text.SetPresent(into, Fields.SourceCountry, line[41]);
        Text.SetPresent(into, Fields.DestinationCountry, line[42]);
        Text.SetPresent(into, Fields.StatusDetail, line[46]);
        return true;
    }

    private static bool ReadThreat(in Values line, EventBuilder into)
    {
        if (!Text.IsAddress(line[7]) || !Text.IsAddress(line[8])) return false;
        Verdict.Set(into, line[30], Threats);
        var status = into.Event.StatusId;
        if (line[4].SequenceEqual("url"u8))
        {
            into.Is(EventClass.HttpActivity, 99, status, Threats).Set(Fields.HttpFullUrl, line[31]);
            HttpRequestLine.SetTarget(line[31], into);
            Text.SetPresent(into, Fields.HttpAgent, line[46]);
            Text.SetPresent(into, Fields.HttpReferrer, line[49]);
        }
        else
        {
            into.Is(EventClass.DetectionFinding, 1, status, Threats);
            Text.SetPresent(into, Fields.FileName, line[31]);
            Text.SetPresent(into, Fields.FindingTitle, line[32]);
            into.Set(Fields.FindingTypes, line[4]);
            if (line[32].LastIndexOf((byte)'(') is >= 0 and var open) Text.SetPresent(into, Fields.AnalyticUid, line[32][(open + 1)..].TrimEnd((byte)')'));
        }

        SetFlow(line, into);
        Text.SetPresent(into, "category"u8, line[33]);
        Text.SetPresent(into, Fields.Severity, line[34]);
        Text.SetPresent(into, Fields.Direction, line[35]);
        Text.SetPresent(into, Fields.EventSequence, line[36]);
        Text.SetPresent(into, Fields.SourceCountry, line[38]);
        Text.SetPresent(into, Fields.DestinationCountry, line[39]);
        return true;
    }

    private static void SetFlow(in Values line, EventBuilder into)
    {
        Text.SetSource(into, line[7], line[24]);
        Text.SetDestination(into, line[8], line[25]);
        if (Text.IsAddress(line[9]) && !line[9].SequenceEqual("0.0.0.0"u8)) into.Set(Fields.NatSourceIp, line[9]);
        Text.SetPresent(into, "natdst"u8, line[10]);
        Text.SetPresent(into, Fields.RuleName, line[11]);
        Text.SetPresent(into, Fields.UserName, line[12]);
        Text.SetPresent(into, "dstuser"u8, line[13]);
        Text.SetPresent(into, Fields.AppName, line[14]);
        Text.SetPresent(into, "vsys"u8, line[15]);
        Text.SetPresent(into, Fields.SourceZone, line[16]);
        Text.SetPresent(into, Fields.DestinationZone, line[17]);
        Text.SetPresent(into, Fields.InterfaceIn, line[18]);
        Text.SetPresent(into, Fields.InterfaceOut, line[19]);
        Text.SetPresent(into, Fields.ConnectionUid, line[22]);
        Text.SetPresent(into, Fields.Repeated, line[23]);
        Text.SetPresent(into, Fields.Protocol, line[29]);
    }

    /// <summary>The event's id says what happened; of logins it is auth-success or auth-fail, and the description names user and address.</summary>
    private static bool ReadSystem(in Values line, EventBuilder into)
    {
        var code = line[8];
        if (code.SequenceEqual("auth-success"u8) || code.SequenceEqual("auth-fail"u8))
        {
            into.Is(EventClass.Authentication, 1, code.SequenceEqual("auth-success"u8) ? 1 : 2, Own);
            Text.SetPresent(into, Fields.UserName, Words.Between(line[14], "user '"u8, "'"u8).TrimEnd((byte)'.'));
            var description = line[14];
            // The address stands behind the user's name, so only the last is the firewall's.
            if (Words.TryTakeFromLast(ref description, "From: "u8, out var from)) Text.SetSource(into, from.TrimEnd((byte)'.'));
        }
        else
        {
            into.Is(EventClass.Base, 0, 0, Own);
        }

        into.Set(Fields.EventCode, code).Set(Fields.StatusDetail, line[14]);
        Text.SetPresent(into, "object"u8, line[9]);
        Text.SetPresent(into, "module"u8, line[12]);
        Text.SetPresent(into, Fields.Severity, line[13]);
        return line.Count > 14;
    }

    private static bool ReadConfig(in Values line, EventBuilder into)
    {
        var command = line[9];
        var activity = command.SequenceEqual("delete"u8) ? 4 : command.SequenceEqual("add"u8) ? 1 : 3;
        var status = line[12].SequenceEqual("Succeeded"u8) || line[12].SequenceEqual("Submitted"u8) ? 1 : line[12].SequenceEqual("Failed"u8) || line[12].SequenceEqual("Unauthorized"u8) ? 2 : 0;
        into.Is(EventClass.EntityManagement, activity, status, Changes).Set(Fields.ActivityName, command);
        Text.SetPresent(into, Fields.ActorUser, line[10]);
        Text.SetPresent(into, Fields.ActorApp, line[11]);
        Text.SetPresent(into, Fields.Status, line[12]);
        Text.SetPresent(into, Fields.ResourceName, line[13]);
        if (Text.IsAddress(line[7])) into.Set(Fields.SourceIp, line[7]);
        return command.Length > 0;
    }

    private static bool ReadRemote(in Values line, EventBuilder into)
    {
        if (line.Count < 29) return false;
        var code = line[8];
        var failed = !line[28].SequenceEqual("success"u8);
        var login = line[9].SequenceEqual("login"u8) || code.EndsWith("auth"u8) || code.EndsWith("login"u8);
        if (login) into.Is(EventClass.Authentication, 1, failed ? 2 : 1, Remote);
        else into.Is(EventClass.TunnelActivity, line[9].SequenceEqual("logout"u8) ? 2 : line[9].SequenceEqual("tunnel"u8) || line[9].SequenceEqual("connected"u8) ? 1 : 99, failed ? 2 : 1, Remote);
        into.Set(Fields.EventCode, code).SetUnmapped("stage"u8, line[9]);
        Text.SetPresent(into, Fields.AuthProtocol, line[10]);
        Text.SetPresent(into, Fields.UserName, line[12]);
        Text.SetPresent(into, Fields.SourceCountry, line[13]);
        Text.SetPresent(into, Fields.SourceHost, line[14]);
        if (Text.IsAddress(line[15]) && !line[15].SequenceEqual("0.0.0.0"u8)) into.Set(Fields.SourceIp, line[15]);
        else if (Text.IsAddress(line[16])) into.Set(Fields.SourceIp, line[16]);
        Text.SetPresent(into, "private_ip"u8, line[17]);
        Text.SetPresent(into, Fields.DeviceOs, line[22]);
        Text.SetPresent(into, "reason"u8, line[25]);
        Text.SetPresent(into, Fields.StatusDetail, line[26]);
        Text.SetPresent(into, Fields.Status, line[28]);
        Text.SetPresent(into, "portal"u8, line[33]);
        return true;
    }

    /// <summary>The values of a line by position; empty beyond the last.</summary>
    private readonly ref struct Values(ReadOnlySpan<byte> message, ReadOnlySpan<Range> at)
    {
        private readonly ReadOnlySpan<byte> message = message;
        private readonly ReadOnlySpan<Range> at = at;

        public int Count => at.Length;

        public ReadOnlySpan<byte> this[int index] => index < at.Length ? message[at[index]] : default;
    }
}
