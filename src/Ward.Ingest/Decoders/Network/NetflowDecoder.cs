using System.Buffers.Text;
using System.Text.Json;

namespace Ward.Ingest.Decoders.Network;

/// <summary>
/// Flow records as the NetFlow feed writes them. A flow is what an exporter saw pass, in one direction; its source address is whatever the packets
/// said. Where more than one member fits a field the first stands, and every member that has no field is kept under its own name.
/// </summary>
internal sealed class NetflowDecoder : IDecoder
{
    private const int Traffic = 6;
    private static readonly LogSource Source = new("firewall", "netflow", "");
    private byte[] value = new byte[1024];

    public DecoderCard Card { get; } = new("netflow", "NetFlow 5 and 9 and IPFIX records", "softflowd 1.1 seen (versions 5, 9, 10)", LineShape.Json,
        "{\"netflow\":{\"version\":9,\"exporter\":\"192.0.2.1\",\"domain\":0,\"src_ip\":\"203.0.113.7\",\"dst_ip\":\"192.0.2.9\",\"src_port\":40112,\"dst_port\":443,\"proto\":6,\"bytes\":5120,\"packets\":9,\"start\":1772362800123,\"end\":1772362801456,\"tcp_flags\":27,\"e4242\":7}}")
    {
        Verified = "softflowd 1.1 run, versions 5, 9 and 10; routers not",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!message.StartsWith("{\"netflow\":{"u8)) return false;
        try
        {
            if (!TryRead(message, into)) return false;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }

        into.Proven(false).Set(Fields.LogProvider, "netflow"u8);
        return true;
    }

    private bool TryRead(ReadOnlySpan<byte> message, EventBuilder into)
    {
        var reader = new Utf8JsonReader(message);
        reader.Read();
        reader.Read();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        var options = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped) return false;
            var name = reader.ValueSpan;
            if (!reader.Read() || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) return false;
            options |= name.SequenceEqual("options"u8) && reader.TokenType == JsonTokenType.True;
            Take(name, Unescaped(ref reader), into);
        }

        if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject || reader.Read()) return false;
        // Options tell of the exporter itself: no traffic, no class of their own.
        if (options) into.Is(EventClass.Base, 0, 0, Source);
        else into.Is(EventClass.NetworkActivity, Traffic, 0, Source);
        return true;
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return reader.ValueSpan;
        if (value.Length < reader.ValueSpan.Length) value = new byte[reader.ValueSpan.Length];
        return value.AsSpan(0, reader.CopyString(value));
    }

    private static void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (name.SequenceEqual("end"u8) && Utf8Parser.TryParse(text, out long milliseconds, out var length) && length == text.Length && Timestamps.TryEpochMilliseconds(milliseconds, out var time)) into.At(time);
        if (name.SequenceEqual("proto"u8))
        {
            var protocol = ProtocolName(text);
            if (protocol.Length > 0) into.Set(Fields.Protocol, protocol);
        }

        if (FieldOf(name) is { } id && !into.Event.TryGet(id, out _)) into.Set(id, text);
        else into.SetUnmapped(name, text);
    }

    private static FieldId? FieldOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("src_ip"u8) => Fields.SourceIp,
        _ when name.SequenceEqual("dst_ip"u8) => Fields.DestinationIp,
        _ when name.SequenceEqual("src_port"u8) => Fields.SourcePort,
        _ when name.SequenceEqual("dst_port"u8) => Fields.DestinationPort,
        _ when name.SequenceEqual("proto"u8) => Fields.ProtocolNumber,
        _ when name.SequenceEqual("tcp_flags"u8) => Fields.TcpFlags,
        _ when name.SequenceEqual("bytes"u8) || name.SequenceEqual("total_bytes"u8) => Fields.TrafficBytes,
        _ when name.SequenceEqual("packets"u8) || name.SequenceEqual("total_packets"u8) => Fields.Packets,
        _ when name.SequenceEqual("start"u8) => Fields.StartTime,
        _ when name.SequenceEqual("end"u8) => Fields.EndTime,
        _ when name.SequenceEqual("duration"u8) => Fields.Duration,
        _ when name.SequenceEqual("src_mac"u8) => Fields.SourceMac,
        _ when name.SequenceEqual("dst_mac"u8) => Fields.DestinationMac,
        _ when name.SequenceEqual("input"u8) => Fields.InterfaceIn,
        _ when name.SequenceEqual("output"u8) => Fields.InterfaceOut,
        _ when name.SequenceEqual("exporter"u8) => Fields.DeviceIp,
        _ when name.SequenceEqual("user"u8) => Fields.UserName,
        _ => null,
    };

    /// <summary>IANA's keywords of the protocols that a city's networks carry; others stand under their number alone.</summary>
    private static ReadOnlySpan<byte> ProtocolName(ReadOnlySpan<byte> number) => number switch
    {
        _ when number.SequenceEqual("1"u8) => "icmp"u8,
        _ when number.SequenceEqual("2"u8) => "igmp"u8,
        _ when number.SequenceEqual("6"u8) => "tcp"u8,
        _ when number.SequenceEqual("17"u8) => "udp"u8,
        _ when number.SequenceEqual("47"u8) => "gre"u8,
        _ when number.SequenceEqual("50"u8) => "esp"u8,
        _ when number.SequenceEqual("58"u8) => "ipv6-icmp"u8,
        _ when number.SequenceEqual("89"u8) => "ospf"u8,
        _ when number.SequenceEqual("132"u8) => "sctp"u8,
        _ => default,
    };
}
