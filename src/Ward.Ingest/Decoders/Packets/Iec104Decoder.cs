using System.Buffers.Binary;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>IEC 60870-5-104: frame, ASDU type, cause, common address, first object's address and value.</summary>
internal sealed class Iec104Decoder : IDecoder
{
    private static readonly LogSource Source = new("ot", "iec104", "");
    private readonly byte[] hex = new byte[512];
    private readonly byte[] before = new byte[8];
    private readonly FieldText text = new();

    public DecoderCard Card { get; } = new("iec104", "IEC 60870-5-104 from packets", "edition 2.0 (2006)", LineShape.Packet,
        "WPDU1 iec104 tcp 192.0.2.10 40000 192.0.2.20 2404 c 1772366398.000000 hs 680E0000000064010600010000000014")
    {
        Verified = "ICS-Security-Tools IEC 104 capture",
        Proves = "the client, where the capture holds the TCP handshake",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!PacketLine.TryRead(message, "iec104"u8, hex, out var line) || line.Unit.Length < 6 || line.Unit[0] != 0x68) return false;
        var unit = line.Unit;
        PacketEvents.Begin(into, line, Source, "iec104"u8, PacketEvents.Unknown);
        if ((unit[2] & 1) != 0)
        {
            ReadControl(unit, line, into);
            return true;
        }

        into.SetUnmapped("iec104.frame"u8, "I"u8).Number("iec104.send_sequence"u8, BinaryPrimitives.ReadUInt16LittleEndian(unit[2..]) >> 1);
        into.Number("iec104.receive_sequence"u8, BinaryPrimitives.ReadUInt16LittleEndian(unit[4..]) >> 1);
        if (unit.Length < 7)
        {
            PacketEvents.Malformed(into);
            return true;
        }

        if (!ReadAsdu(unit[6..], line.Side == (byte)'c', into) && !line.IsPartial) PacketEvents.Malformed(into);
        if (line.TryBefore(before, out var value) && value.Length >= ValueBytes(unit[6]))
        {
            Write(unit[6], value);
            into.Set(Fields.OtBefore, text.Bytes);
        }

        return true;
    }

    private static void ReadControl(ReadOnlySpan<byte> unit, in PacketLine line, EventBuilder into)
    {
        into.Set(Fields.OtCommand, "false"u8);
        if ((unit[2] & 3) == 1)
        {
            into.SetUnmapped("iec104.frame"u8, "S"u8).Set(Fields.OtFunctionName, "supervisory"u8).Set(Fields.OtDirection, "acknowledge"u8);
            into.Number("iec104.receive_sequence"u8, BinaryPrimitives.ReadUInt16LittleEndian(unit[4..]) >> 1);
            return;
        }

        var (name, asked) = unit[2] switch
        {
            0x07 => ("STARTDT act", true),
            0x0B => ("STARTDT con", false),
            0x13 => ("STOPDT act", true),
            0x23 => ("STOPDT con", false),
            0x43 => ("TESTFR act", true),
            0x83 => ("TESTFR con", false),
            _ => ("unknown", true),
        };
        Span<byte> words = stackalloc byte[16];
        into.SetUnmapped("iec104.frame"u8, "U"u8).Set(Fields.OtFunctionName, words[..System.Text.Encoding.ASCII.GetBytes(name, words)]);
        into.Set(Fields.OtDirection, asked ? "request"u8 : "response"u8);
        if (name == "unknown" || (unit.Length != 6 && !line.IsPartial)) PacketEvents.Malformed(into);
    }

    private bool ReadAsdu(ReadOnlySpan<byte> asdu, bool fromClient, EventBuilder into)
    {
        var type = asdu[0];
        into.Number(Fields.OtFunction, type);
        var name = Iec104Names.Type(type);
        if (name.Length > 0) into.Set(Fields.OtFunctionName, name).Set(Fields.OtObject, name);
        var body = new ByteCursor(asdu[1..]);
        if (!body.TryByte(out var structure) || !body.TryByte(out var cause) || !body.TryByte(out var originator) || !body.TryLittle16(out var station)) return false;
        var reason = cause & 0x3F;
        into.Set(Fields.OtCause, Iec104Names.Cause(reason)).Number("iec104.cause"u8, reason).Number("iec104.originator"u8, originator).Number(Fields.OtUnit, station);
        into.Number(Fields.OtQuantity, structure & 0x7F);
        if ((cause & 0x80) != 0) into.SetUnmapped("iec104.test"u8, "true"u8);
        var refused = (cause & 0x40) != 0 || reason is >= 44 and <= 47;
        var answer = reason is 7 or 9 or 10 || reason >= 44;
        into.Is(EventClass.NetworkActivity, into.Event.Activity, refused ? PacketEvents.Failure : answer ? PacketEvents.Success : PacketEvents.Unknown, Source);
        if (refused) into.Number(Fields.OtException, reason).Set(Fields.StatusDetail, reason >= 44 ? Iec104Names.Cause(reason) : "negative confirm"u8);
        // Files go both ways: to a station they are a request, from it a report.
        var control = Iec104Names.IsControl(type) || (fromClient && Iec104Names.IsFile(type));
        into.Set(Fields.OtDirection, control ? answer ? "response"u8 : "request"u8 : "report"u8);
        into.Set(Fields.OtCommand, control && !answer && (Iec104Names.Acts(type) || Iec104Names.IsFile(type)) ? "true"u8 : "false"u8);
        return ReadFirst(type, structure, station, ref body, into);
    }

    private bool ReadFirst(byte type, byte structure, ushort station, ref ByteCursor body, EventBuilder into)
    {
        var count = structure & 0x7F;
        if (count == 0) return body.Left == 0;
        if (!body.TryTake(3, out var address)) return false;
        var at = address[0] | (address[1] << 8) | (address[2] << 16);
        into.Number(Fields.OtAddress, at).Set(Fields.OtPoint, text.Clear().Add(station).Add("/"u8).Add(at).Bytes);
        var size = Iec104Names.SizeOf(type);
        if (size < 0) return true;
        // SQ: one address and then elements; else each element has its own.
        var expected = (structure & 0x80) != 0 ? size * count : (size * count) + (3 * (count - 1));
        if (body.Left >= size && size > 0) SetValue(type, body.Rest[..size], into);
        return body.Left == expected;
    }

    /// <summary>How many of an element's bytes its value takes, of a type that commands a point.</summary>
    private static int ValueBytes(byte type) => type switch { 45 or 46 or 58 or 59 => 1, 48 or 49 or 61 or 62 => 2, 50 or 51 or 63 or 64 => 4, _ => int.MaxValue };

    /// <summary>The value in words.</summary>
    private void Write(byte type, ReadOnlySpan<byte> element)
    {
        text.Clear();
        switch (type)
        {
            case 1 or 30 or 45 or 58:
                text.Add(element[0] & 1);
                break;
            case 3 or 31 or 46 or 59 or 47 or 60:
                text.Add(element[0] & 3);
                break;
            case 5 or 32:
                text.Add((sbyte)(element[0] << 1) >> 1);
                break;
            case 9 or 21 or 34 or 48 or 61 or 110:
                text.Add(Math.Round(BinaryPrimitives.ReadInt16LittleEndian(element) / 32768.0, 6));
                break;
            case 11 or 35 or 49 or 62 or 111:
                text.Add(BinaryPrimitives.ReadInt16LittleEndian(element));
                break;
            case 13 or 36 or 50 or 63 or 112:
                text.Add(BinaryPrimitives.ReadSingleLittleEndian(element));
                break;
            case 15 or 37:
                text.Add(BinaryPrimitives.ReadInt32LittleEndian(element));
                break;
            case 7 or 33 or 51 or 64 or 20:
                text.Add(BinaryPrimitives.ReadUInt32LittleEndian(element));
                break;
            case 100 or 101 or 105 or 70:
                text.Add(element[0]);
                break;
            default:
                text.Add("0x"u8).Hex(element);
                break;
        }
    }

    private void SetValue(byte type, ReadOnlySpan<byte> element, EventBuilder into)
    {
        Write(type, element);
        into.Set(Fields.OtValue, text.Bytes);
        if (type is 45 or 46 or 47 or 58 or 59 or 60) into.SetUnmapped("iec104.select"u8, (element[0] & 0x80) != 0 ? "true"u8 : "false"u8);
        if (into.Event.TryGet(Fields.OtCommand, out var command) && command.SequenceEqual("true"u8)) into.Set(Fields.OtAfter, text.Bytes);
        // Quality of measured values and states: invalid, not topical, substituted, blocked, overflow.
        var quality = type switch { 1 or 3 or 30 or 31 => element[0] & 0xF0, 5 or 32 => element[1], 9 or 11 or 34 or 35 => element[2], 13 or 7 or 36 or 33 => element[4], _ => 0 };
        if (quality != 0) into.Number("iec104.quality"u8, quality);
    }
}
