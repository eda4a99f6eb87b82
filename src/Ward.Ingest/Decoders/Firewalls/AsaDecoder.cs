namespace Ward.Ingest.Decoders.Firewalls;

/// <summary>
/// Cisco ASA (and FTD, FWSM, PIX): "%ASA-severity-number: text", read by number. Packets prove nothing; a login over a TCP session that the line
/// reports on does. User names stand in quotes or behind a mark, and what the device writes is read from its own side of them.
/// </summary>
internal sealed class AsaDecoder : IDecoder
{
    internal static readonly LogSource Source = new("firewall", "cisco", "asa"), Commands = new("", "cisco", "aaa"), Access = new("", "cisco", "asa");

    public DecoderCard Card { get; } = new("cisco-asa", "Cisco ASA, FTD, FWSM", "9.x by its message guide", LineShape.Text,
        "<166>Mar  1 2026 11:59:58: %ASA-6-302013: Built inbound TCP connection 1017 for outside:203.0.113.7/5022 (203.0.113.7/5022) to dmz:192.0.2.1/443 (192.0.2.1/443)")
    {
        Programs = ["%ASA-*", "%FTD-*", "%FWSM-*", "%PIX-*"],
        Proves = "yes where an administrator's login over TCP is reported (605004, 605005, 315011)",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message.Overlaps(header.Body) ? header.Body : message;
        if (!CiscoTag.TryTake(ref text, out var facility, out var severity, out var mnemonic)) return false;
        if (facility.IndexOf((byte)'-') is > 0 and var part) facility = facility[..part];
        if (!facility.SequenceEqual("ASA"u8) && !facility.SequenceEqual("FTD"u8) && !facility.SequenceEqual("FWSM"u8) && !facility.SequenceEqual("PIX"u8)) return false;
        var number = Words.Number(mnemonic);
        if (number < 0 || !(AsaTraffic.TryRead(number, text, into) || AsaSessions.TryRead(number, text, into))) return false;

        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        into.Set(Fields.EventCode, mnemonic).Set(Fields.LogLevel, severity).Set(Fields.LogProvider, "asa"u8).Set(Fields.Message, text);
        return true;
    }
}
