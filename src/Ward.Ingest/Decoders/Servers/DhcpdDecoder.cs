namespace Ward.Ingest.Decoders.Servers;

/// <summary>ISC's DHCP server. A DHCP client writes its own hardware address and name, so nothing is proven.</summary>
internal sealed class DhcpdDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "isc", "dhcp");

    public DecoderCard Card { get; } = new("dhcpd", "ISC DHCP server", "4.4 by its source", LineShape.Text,
        "Mar  1 11:59:58 gw dhcpd[42]: DHCPACK on 192.0.2.5 to 00:11:22:33:44:55 (meter-7) via eth0")
    {
        Programs = ["dhcpd"],
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!header.App.SequenceEqual("dhcpd"u8) || !DhcpWords.TryRead(message, Source, into)) return false;
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, "dhcpd"u8);
        return true;
    }
}
