using System.Buffers.Binary;

namespace Ward.Ingest.Packets.Capture;

/// <summary>The headers of one packet, from the link layer to TCP or UDP. Checksums are not verified: the sender's card may compute them after the capture.</summary>
internal ref struct PacketView
{
    private const int MostTags = 4, MostExtensions = 8;

    public enum Verdict { Ok, NotIp, OtherTransport, Malformed, Fragment }

    public const byte Tcp = 6, Udp = 17, Fin = 1, Syn = 2, Rst = 4, Ack = 16;

    /// <summary>Hardware addresses, 48 bits; 0 where the link layer has none.</summary>
    public ulong SourceMac, DestinationMac;

    /// <summary>The outer VLAN; -1 where untagged.</summary>
    public int Vlan;

    /// <summary>Addresses as 128 bits; IPv4 as its IPv6-mapped form.</summary>
    public UInt128 Source, Destination;

    public byte Protocol, Flags;

    public ushort SourcePort, DestinationPort;

    public uint Sequence, Acknowledged;

    public ReadOnlySpan<byte> Payload;

    /// <summary>Bytes of payload that the packet had; more than <see cref="Payload"/> holds where the capture cut it.</summary>
    public int PayloadLength;

    public static Verdict Read(LinkType link, ReadOnlySpan<byte> bytes, out PacketView view)
    {
        view = new PacketView { Vlan = -1 };
        switch (link)
        {
            case LinkType.Ethernet:
                return view.ReadEthernet(bytes);
            case LinkType.LinuxCooked:
                return bytes.Length < 16 ? Verdict.Malformed : view.ReadCooked(BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]), bytes[6..14], BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]), bytes[16..]);
            case LinkType.LinuxCooked2:
                return bytes.Length < 20 ? Verdict.Malformed : view.ReadCooked(bytes[11], bytes[12..20], BinaryPrimitives.ReadUInt16BigEndian(bytes), bytes[20..]);
            case LinkType.Null or LinkType.Loop:
                return bytes.Length < 4 ? Verdict.Malformed : view.ReadIp(bytes[4..]);
            case LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd or LinkType.IPv4 or LinkType.IPv6:
                return view.ReadIp(bytes);
            default:
                return Verdict.NotIp;
        }
    }

    private Verdict ReadEthernet(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 14) return Verdict.Malformed;
        DestinationMac = Mac(bytes);
        SourceMac = Mac(bytes[6..]);
        return ReadTyped(BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]), bytes[14..]);
    }

    private Verdict ReadCooked(int addressLength, ReadOnlySpan<byte> address, ushort type, ReadOnlySpan<byte> rest)
    {
        if (addressLength == 6) SourceMac = Mac(address);
        return ReadTyped(type, rest);
    }

    private Verdict ReadTyped(ushort type, ReadOnlySpan<byte> rest)
    {
        for (var tags = 0; type is 0x8100 or 0x88A8 or 0x9100; tags++)
        {
            if (tags == MostTags || rest.Length < 4) return Verdict.Malformed;
            if (tags == 0) Vlan = BinaryPrimitives.ReadUInt16BigEndian(rest) & 0xFFF;
            type = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            rest = rest[4..];
        }

        return type is 0x0800 or 0x86DD ? ReadIp(rest) : Verdict.NotIp;
    }

    private Verdict ReadIp(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 20) return Verdict.Malformed;
        return (bytes[0] >> 4) switch
        {
            4 => ReadIpv4(bytes),
            6 => ReadIpv6(bytes),
            _ => Verdict.NotIp,
        };
    }

    private Verdict ReadIpv4(ReadOnlySpan<byte> bytes)
    {
        var header = (bytes[0] & 15) * 4;
        int total = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        // A total of zero is what a card writes that cuts large segments by itself.
        if (total == 0) total = bytes.Length;
        if (header < 20 || header > bytes.Length || total < header) return Verdict.Malformed;
        Source = Mapped(bytes[12..]);
        Destination = Mapped(bytes[16..]);
        Protocol = bytes[9];
        if ((BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x3FFF) != 0) return Verdict.Fragment;
        return ReadTransport(bytes[header..Math.Min(bytes.Length, total)], total - header);
    }

    private Verdict ReadIpv6(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 40) return Verdict.Malformed;
        int total = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        if (total == 0) total = bytes.Length - 40;
        Source = BinaryPrimitives.ReadUInt128BigEndian(bytes[8..]);
        Destination = BinaryPrimitives.ReadUInt128BigEndian(bytes[24..]);
        // A mapped address has no business on the wire, and would pass for the IPv4 host that it names.
        if (Source >> 32 == 0xFFFF || Destination >> 32 == 0xFFFF) return Verdict.Malformed;
        var next = bytes[6];
        var rest = bytes[40..Math.Min(bytes.Length, 40 + total)];
        for (var i = 0; next is 0 or 43 or 60 or 51 or 44; i++)
        {
            if (next == 44) return Verdict.Fragment;
            if (i == MostExtensions || rest.Length < 8) return Verdict.Malformed;
            var size = next == 51 ? (rest[1] + 2) * 4 : (rest[1] + 1) * 8;
            if (size > rest.Length) return Verdict.Malformed;
            next = rest[0];
            rest = rest[size..];
            total -= size;
        }

        Protocol = next;
        return ReadTransport(rest, total);
    }

    private Verdict ReadTransport(ReadOnlySpan<byte> bytes, int claimed)
    {
        if (Protocol is not (Tcp or Udp)) return Verdict.OtherTransport;
        if (bytes.Length < (Protocol == Tcp ? 20 : 8)) return Verdict.Malformed;
        SourcePort = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        var header = 8;
        if (Protocol == Tcp)
        {
            header = (bytes[12] >> 4) * 4;
            if (header < 20 || header > bytes.Length) return Verdict.Malformed;
            Sequence = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
            Acknowledged = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
            Flags = bytes[13];
        }
        else if (BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]) is var size and >= 8 && size < claimed)
        {
            claimed = size;
            bytes = bytes[..Math.Min(bytes.Length, size)];
        }

        Payload = bytes[header..];
        PayloadLength = Math.Max(claimed - header, Payload.Length);
        return Verdict.Ok;
    }

    private static ulong Mac(ReadOnlySpan<byte> bytes) => ((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]);

    private static UInt128 Mapped(ReadOnlySpan<byte> bytes) => new(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(bytes));
}
