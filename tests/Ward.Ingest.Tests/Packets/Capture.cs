using System.Buffers.Binary;
using System.Net;
using Ward.Ingest.Decoders;

namespace Ward.Ingest.Tests.Packets;

/// <summary>Makes captures by hand: Ethernet, IPv4, TCP with its handshake, or UDP; times a millisecond apart.</summary>
internal sealed class Capture
{
    private readonly List<byte> file = [];
    private readonly Dictionary<(string, string), uint> sequence = [];
    private readonly bool bigEndian, nano;
    private long micros = 1_772_366_398_000_000;

    public Capture(bool bigEndian = false, bool nano = false, uint link = 1)
    {
        (this.bigEndian, this.nano) = (bigEndian, nano);
        Write(nano ? 0xA1B23C4Du : 0xA1B2C3D4u);
        Write(0x00040002);
        Write(0);
        Write(0);
        Write(262144);
        Write(link);
    }

    public const string Client = "192.0.2.10:40000";

    public Stream File => new MemoryStream(Bytes);

    public byte[] Bytes => [.. file];

    /// <summary>One unit of each protocol, from the decoders' own samples.</summary>
    public static Capture OfSamples()
    {
        var capture = new Capture();
        foreach (var card in DecoderSet.Cards.Where(c => c.Shape == LineShape.Packet && c.Name != "flow"))
        {
            var words = card.Sample.Split(' ');
            var (client, server) = ($"{words[3]}:{words[4]}", $"{words[5]}:{words[6]}");
            var unit = Convert.FromHexString(words[^1]);
            if (words[1] == "dnp3") unit = Dnp3Frame.Of(unit);
            if (words[2] == "udp") capture.Udp(client, server, unit);
            else capture.Handshake(client, server).Tcp(client, server, unit);
        }

        return capture;
    }

    public Capture Handshake(string client, string server)
    {
        Tcp(client, server, [], 2);
        Tcp(server, client, [], 18);
        return Tcp(client, server, [], 16);
    }

    public Capture Tcp(string from, string to, byte[] payload, byte flags = 24, uint? at = null, int? captured = null)
    {
        var (next, peer) = (sequence.GetValueOrDefault((from, to), 1000u), sequence.GetValueOrDefault((to, from), 1000u));
        var segment = new byte[20 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(segment, (ushort)IPEndPoint.Parse(from).Port);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)IPEndPoint.Parse(to).Port);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), at ?? next);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(8), (flags & 16) != 0 ? peer : 0);
        segment[12] = 0x50;
        segment[13] = flags;
        payload.CopyTo(segment, 20);
        if (at is null) sequence[(from, to)] = next + (uint)payload.Length + ((flags & 3) != 0 ? 1u : 0);
        return Ip(from, to, 6, segment, captured);
    }

    /// <summary>Moves a side's sequence on without a packet: what the capture missed.</summary>
    public Capture Missed(string from, string to, int bytes)
    {
        sequence[(from, to)] = sequence.GetValueOrDefault((from, to), 1000u) + (uint)bytes;
        return this;
    }

    public uint Next(string from, string to) => sequence.GetValueOrDefault((from, to), 1000u);

    public Capture Udp(string from, string to, byte[] payload)
    {
        var datagram = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, (ushort)IPEndPoint.Parse(from).Port);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), (ushort)IPEndPoint.Parse(to).Port);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        payload.CopyTo(datagram, 8);
        return Ip(from, to, 17, datagram, null);
    }

    public Capture Wait(TimeSpan time)
    {
        micros += (long)time.TotalMicroseconds;
        return this;
    }

    public Capture Frame(byte[] frame, int? captured = null)
    {
        Write((uint)(micros / 1_000_000));
        Write((uint)(micros % 1_000_000 * (nano ? 1000 : 1)));
        Write((uint)(captured ?? frame.Length));
        Write((uint)frame.Length);
        file.AddRange(frame.AsSpan(0, captured ?? frame.Length));
        micros += 1000;
        return this;
    }

    public static byte[] Packet(string from, string to, byte protocol, byte[] transport)
    {
        var (source, destination) = (IPEndPoint.Parse(from).Address, IPEndPoint.Parse(to).Address);
        if (source.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            var six = new byte[40 + transport.Length];
            six[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(six.AsSpan(4), (ushort)transport.Length);
            six[6] = protocol;
            source.GetAddressBytes().CopyTo(six, 8);
            destination.GetAddressBytes().CopyTo(six, 24);
            transport.CopyTo(six, 40);
            return six;
        }

        var packet = new byte[20 + transport.Length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = protocol;
        source.GetAddressBytes().CopyTo(packet, 12);
        destination.GetAddressBytes().CopyTo(packet, 16);
        transport.CopyTo(packet, 20);
        return packet;
    }

    private Capture Ip(string from, string to, byte protocol, byte[] transport, int? captured)
    {
        var packet = Packet(from, to, protocol, transport);
        return Frame([0, 0, 0x5E, 0, 0x53, 1, 0, 0, 0x5E, 0, 0x53, 2, .. packet[0] >> 4 == 6 ? new byte[] { 0x86, 0xDD } : new byte[] { 8, 0 }, .. packet], captured);
    }

    private void Write(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        file.AddRange(bytes);
    }
}
