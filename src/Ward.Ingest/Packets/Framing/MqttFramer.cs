using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>MQTT control packets: a type, and a length of up to four bytes of seven bits. The version stands in CONNECT alone, so it is told with every packet after.</summary>
internal sealed class MqttFramer : Framer
{
    private readonly byte[] words = [(byte)'v', (byte)'=', (byte)'0'];
    private bool known;

    public override PacketProtocol Protocol => PacketProtocol.Mqtt;

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0) return 0;
        if (bytes[0] >> 4 == 0) return -bytes.Length;
        return TryLength(bytes, out var at, out var length) switch
        {
            true => at + length,
            false => -bytes.Length,
            null => 0,
        };
    }

    public override void Tell(Side side, ReadOnlySpan<byte> unit, int length, UnitSink into)
    {
        if (unit[0] == 0x10 && TryVersion(unit) is { } version)
        {
            known = true;
            words[2] = (byte)('0' + version);
        }

        into.Add(Protocol, unit, known ? words : default, length);
    }

    /// <summary>The level of a CONNECT packet, 3, 4 or 5; null where it names none of these.</summary>
    public static int? TryVersion(ReadOnlySpan<byte> connect)
    {
        if (TryLength(connect, out var at, out _) != true) return null;
        var rest = connect[at..];
        var name = rest.StartsWith("\0\u0004MQTT"u8) ? 6 : rest.StartsWith("\0\u0006MQIsdp"u8) ? 8 : 0;
        return name > 0 && rest.Length > name && (rest[name] & 0x7F) is var level and >= 3 and <= 5 ? level : null;
    }

    /// <summary>True with the length of what follows, false where it has more than four bytes, null where it is not all there.</summary>
    public static bool? TryLength(ReadOnlySpan<byte> packet, out int at, out int length)
    {
        (at, length) = (1, 0);
        for (var shift = 0; shift < 28; shift += 7)
        {
            if (at >= packet.Length) return null;
            var part = packet[at++];
            length |= (part & 0x7F) << shift;
            if (part < 0x80) return true;
        }

        return false;
    }
}
