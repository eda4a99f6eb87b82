namespace Ward.Ingest.Decoders.Firewalls;

/// <summary>
/// pfSense's and OPNsense's filterlog: values parted by commas, first of the rule, then of the IPv4 or IPv6 header, then of TCP, UDP or ICMP.
/// A packet's source address is whatever its sender wrote.
/// </summary>
internal sealed class FilterlogDecoder : IDecoder
{
    private static readonly LogSource Source = new("firewall", "pfsense", "filterlog");

    public DecoderCard Card { get; } = new("filterlog", "pfSense and OPNsense packet filter", "pfSense 2.6 by its documentation", LineShape.Text,
        "Mar  1 11:59:58 fw filterlog[42]: 5,,,1000000103,igb0,match,block,in,4,0x0,,52,12345,0,DF,6,tcp,60,203.0.113.7,192.0.2.1,5022,22,0,S,123,,64240,,mss")
    {
        Programs = ["filterlog"],
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!header.App.SequenceEqual("filterlog"u8)) return false;
        Span<Range> at = stackalloc Range[32];
        var count = Csv.Split(message, (byte)',', at);
        if (count < 17) return false;
        var version = message[at[8]];
        var four = version is [(byte)'4'];
        if (!four && version is not [(byte)'6']) return false;
        var (protocol, number, length, source) = four ? (16, 15, 17, 18) : (12, 13, 14, 15);
        if (count < source + 2 || !Text.IsAddress(message[at[source]]) || !Text.IsAddress(message[at[source + 1]])) return false;

        Verdict.Set(into, message[at[6]], Source);
        into.Set(Fields.SourceIp, message[at[source]]).Set(Fields.DestinationIp, message[at[source + 1]]).Set(Fields.Protocol, message[at[protocol]]).Set(Fields.ProtocolNumber, message[at[number]])
            .Set(Fields.Direction, message[at[7]].SequenceEqual("in"u8) ? "Inbound"u8 : "Outbound"u8).Set(Fields.LogProvider, "filterlog"u8);
        into.Set(message[at[7]].SequenceEqual("in"u8) ? Fields.InterfaceIn : Fields.InterfaceOut, message[at[4]]);
        Text.SetPresent(into, Fields.RuleUid, message[at[3]]);
        Text.SetPresent(into, Fields.RuleName, message[at[0]]);
        Text.SetPresent(into, Fields.RuleMatch, message[at[5]]);
        Text.SetPresent(into, Fields.TrafficBytes, message[at[length]]);
        Text.SetPresent(into, four ? "ttl"u8 : "hoplimit"u8, message[at[11]]);
        var name = message[at[protocol]];
        if (System.Text.Ascii.EqualsIgnoreCase(name, "tcp"u8) || System.Text.Ascii.EqualsIgnoreCase(name, "udp"u8))
        {
            if (count < source + 4) return false;
            if (Text.IsPort(message[at[source + 2]])) into.Set(Fields.SourcePort, message[at[source + 2]]);
            if (Text.IsPort(message[at[source + 3]])) into.Set(Fields.DestinationPort, message[at[source + 3]]);
            if (count > source + 5) TcpFlags.SetLetters(message[at[source + 5]], "tcp_flags"u8, into);
        }
        else if (count > source + 2)
        {
            Text.SetPresent(into, "icmp_type"u8, message[at[source + 2]]);
        }

        Text.SetHeader(into, header, message);
        return true;
    }
}
