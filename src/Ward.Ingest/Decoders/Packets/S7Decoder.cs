using System.Buffers.Binary;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>ISO on TCP and the S7 protocols in it: connection set-up with TSAPs, S7comm header, function and variables, S7comm-plus header. Other users of ISO on TCP (MMS, RDP) are not understood.</summary>
internal sealed class S7Decoder : IDecoder
{
    private const byte Job = 1, Ack = 2, AckData = 3, UserData = 7;
    private static readonly LogSource Source = new("ot", "s7comm", "");
    private readonly byte[] hex = new byte[2048];
    private readonly FieldText text = new();

    public DecoderCard Card { get; } = new("s7comm", "S7comm, S7comm-plus headers and COTP connections from packets", "S7-200 to S7-1500 traffic seen", LineShape.Packet,
        "WPDU1 tpkt tcp 192.0.2.10 40000 192.0.2.20 102 c 1772366398.000000 hs 0300002702F080320100000001000E00080501120A10020004000184000000000400200000002A")
    {
        Verified = "ICS-Security-Tools S7 captures",
        Proves = "the client, where the capture holds the TCP handshake",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!PacketLine.TryRead(message, "tpkt"u8, hex, out var line) || line.Unit.Length < 7 || line.Unit[0] != 3) return false;
        var length = line.Unit[4];
        var cotp = line.Unit[5];
        if (length < 2 || line.Unit.Length < 5 + length) return false;
        var rest = line.Unit[(5 + length)..];
        switch (cotp & 0xF0)
        {
            case 0xE0 or 0xD0 or 0x80:
                PacketEvents.Begin(into, line, Source, "cotp"u8, (cotp & 0xF0) switch { 0xD0 => PacketEvents.Success, 0x80 => PacketEvents.Failure, _ => PacketEvents.Unknown });
                ReadConnection(cotp, line.Unit.Slice(5, length), into);
                return true;
            case 0xF0 when rest.Length == 0:
                // A data TPDU that carries nothing: S7 stations send it to say that they are there.
                PacketEvents.Begin(into, line, Source, "cotp"u8, PacketEvents.Unknown);
                into.Number(Fields.OtFunction, 0xF0).Set(Fields.OtFunctionName, "empty_data"u8).Set(Fields.OtCommand, "false"u8);
                return true;
            case 0xF0 when rest.Length >= 2 && rest[0] == 0x32:
                PacketEvents.Begin(into, line, Source, "s7comm"u8, PacketEvents.Unknown);
                if (!ReadS7(rest, line, into) && !line.IsPartial) PacketEvents.Malformed(into);
                return true;
            case 0xF0 when rest.Length >= 4 && rest[0] == 0x72:
                PacketEvents.Begin(into, line, Source, "s7comm-plus"u8, PacketEvents.Unknown);
                ReadPlus(rest, into);
                return true;
            default:
                return false;
        }
    }

    private void ReadConnection(byte type, ReadOnlySpan<byte> cotp, EventBuilder into)
    {
        into.Set(Fields.OtCommand, "false"u8).Number(Fields.OtFunction, type & 0xF0);
        into.Set(Fields.OtFunctionName, (type & 0xF0) switch { 0xE0 => "connection_request"u8, 0xD0 => "connection_confirm"u8, _ => "disconnect_request"u8 });
        into.Set(Fields.OtDirection, (type & 0xF0) == 0xD0 ? "response"u8 : "request"u8);
        var parameters = new ByteCursor(cotp[Math.Min(cotp.Length, 6)..]);
        while (parameters.TryByte(out var code) && parameters.TryByte(out var size) && parameters.TryTake(size, out var value))
        {
            if (code == 0xC1) into.SetUnmapped("s7.source_tsap"u8, text.Clear().Hex(value).Bytes);
            if (code == 0xC2) into.SetUnmapped("s7.destination_tsap"u8, text.Clear().Hex(value).Bytes);
        }
    }

    private bool ReadS7(ReadOnlySpan<byte> pdu, in PacketLine line, EventBuilder into)
    {
        var kind = pdu[1];
        into.Number("s7.rosctr"u8, kind).Set(Fields.OtDirection, kind switch { Job => "request"u8, Ack or AckData => "response"u8, _ => "report"u8 });
        var body = new ByteCursor(pdu[2..]);
        if (!body.TrySkip(2) || !body.TryBig16(out var reference) || !body.TryBig16(out var parameterLength) || !body.TryBig16(out var dataLength)) return false;
        into.Number("s7.pdu_reference"u8, reference);
        if (kind is Ack or AckData)
        {
            if (!body.TryByte(out var errorClass) || !body.TryByte(out var errorCode)) return false;
            var failed = errorClass != 0 || errorCode != 0;
            into.Is(EventClass.NetworkActivity, into.Event.Activity, failed ? PacketEvents.Failure : PacketEvents.Success, Source);
            if (failed) into.Number(Fields.OtException, (errorClass << 8) | errorCode);
        }

        var whole = parameterLength + dataLength == body.Left;
        var parameters = body.Rest[..Math.Min(parameterLength, body.Left)];
        var data = body.Rest[parameters.Length..];
        if (parameters.Length == 0) return whole && kind == Ack;
        if (kind == UserData) return ReadUserData(parameters, into) && whole;
        into.Number(Fields.OtFunction, parameters[0]).Set(Fields.OtFunctionName, S7Names.Function(parameters[0]));
        into.Set(Fields.OtCommand, kind == Job && S7Names.IsCommand(parameters[0]) ? "true"u8 : "false"u8);
        return ReadParameters(kind, parameters, data, into) && whole;
    }

    private bool ReadParameters(byte kind, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> data, EventBuilder into)
    {
        switch (parameters[0])
        {
            case 0x04 or 0x05 when parameters.Length >= 2:
                into.Number(Fields.OtQuantity, parameters[1]);
                return kind == Job ? ReadItems(parameters[2..], parameters[1], parameters[0] == 0x05, data, into) : ReadResults(parameters[0], parameters[1], data, into);
            case 0x28 when kind == Job && parameters.Length >= 10:
                // PI service: seven bytes, a parameter block, the service's name.
                var blockLength = BinaryPrimitives.ReadUInt16BigEndian(parameters[8..]);
                var name = new ByteCursor(parameters[10..]);
                if (!name.TrySkip(blockLength) || !name.TryByte(out var length) || !name.TryTake(length, out var words)) return false;
                into.Set(Fields.OtObject, text.Clear().Octets(words).Bytes);
                return true;
            case 0x29 when kind == Job && parameters.Length >= 7:
                if (parameters.Length >= 7 + parameters[6]) into.Set(Fields.OtObject, text.Clear().Octets(parameters.Slice(7, parameters[6])).Bytes);
                return true;
            case 0x1A or 0x1B or 0x1C or 0x1D or 0x1F when kind == Job && parameters.Length >= 9 && parameters.Length >= 9 + parameters[8]:
                // The block by its file name, _0800001P: destination, type, number.
                into.Set(Fields.OtObject, text.Clear().Octets(parameters.Slice(9, parameters[8])).Bytes);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Items of a read or write: 12H, length, syntax, and for S7ANY (10H) type, count, block, area and bit address.</summary>
    private bool ReadItems(ReadOnlySpan<byte> items, int count, bool write, ReadOnlySpan<byte> data, EventBuilder into)
    {
        var body = new ByteCursor(items);
        text.Clear();
        for (var i = 0; i < count; i++)
        {
            if (!body.TryByte(out var kind) || kind != 0x12 || !body.TryByte(out var length) || !body.TryTake(length, out var item)) return false;
            if (item.Length < 10 || item[0] != 0x10)
            {
                text.Next(","u8).Add("0x"u8).Hex(item);
                continue;
            }

            text.Next(","u8);
            AddPoint(item);
            if (i > 0) continue;
            into.Number(Fields.OtAddress, (item[7] << 16) | (item[8] << 8) | item[9]).Set(Fields.OtObject, S7Names.Area(item[6]));
        }

        var first = text.Bytes.IndexOf((byte)',') is var comma and >= 0 ? text.Bytes[..comma] : text.Bytes;
        if (first.Length > 0) into.Set(Fields.OtPoint, first);
        if (count > 1) into.SetUnmapped("s7.items"u8, text.Bytes);
        if (!write) return body.Left == 0;
        if (!TryItem(data, out var value)) return false;
        into.Set(Fields.OtValue, text.Clear().Add("0x"u8).Hex(value[..Math.Min(value.Length, 64)]).Bytes).Set(Fields.OtAfter, text.Bytes);
        return body.Left == 0;
    }

    private void AddPoint(ReadOnlySpan<byte> item)
    {
        var bits = (item[7] << 16) | (item[8] << 8) | item[9];
        text.Add(S7Names.Area(item[6]));
        if (item[6] is 0x84 or 0x85) text.Add(BinaryPrimitives.ReadUInt16BigEndian(item[4..])).Add("."u8);
        if (item[6] is 0x1C or 0x1D) text.Add(bits);
        else text.Add(bits >> 3).Add("."u8).Add(bits & 7);
        text.Add("x"u8).Add(BinaryPrimitives.ReadUInt16BigEndian(item[2..]));
    }

    private bool ReadResults(byte function, int count, ReadOnlySpan<byte> data, EventBuilder into)
    {
        if (data.Length == 0) return count == 0;
        // FFH is success; all else is why the item could not be had.
        if (data[0] != 0xFF) into.Number(Fields.OtException, data[0]).Is(EventClass.NetworkActivity, into.Event.Activity, PacketEvents.Failure, Source);
        if (function != 0x04 || data[0] != 0xFF) return true;
        if (!TryItem(data, out var value)) return false;
        into.Set(Fields.OtValue, text.Clear().Add("0x"u8).Hex(value[..Math.Min(value.Length, 64)]).Bytes);
        return true;
    }

    /// <summary>A value: return code, kind of length (bits for 3, 4 and 5), length, bytes.</summary>
    private static bool TryItem(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> value)
    {
        value = default;
        var body = new ByteCursor(data);
        if (!body.TrySkip(1) || !body.TryByte(out var kind) || !body.TryBig16(out var length)) return false;
        return body.TryTake(kind is 3 or 4 or 5 ? (length + 7) / 8 : length, out value);
    }

    private bool ReadUserData(ReadOnlySpan<byte> parameters, EventBuilder into)
    {
        if (parameters.Length < 8) return false;
        var (kind, group, sub) = (parameters[5] >> 4, parameters[5] & 0x0F, parameters[6]);
        into.Number(Fields.OtFunction, parameters[5]).Set(Fields.OtFunctionName, text.Clear().Add(S7Names.Group(group)).Add("/"u8).Add(sub).Bytes);
        into.Number("s7.subfunction"u8, sub).Set(Fields.OtObject, S7Names.Group(group));
        into.Set(Fields.OtDirection, kind switch { 4 => "request"u8, 8 => "response"u8, _ => "report"u8 });
        // Setting the clock, and blocking or forcing from the programmer, change the controller.
        into.Set(Fields.OtCommand, kind == 4 && ((group == 7 && sub is 2 or 4) || (group == 1 && sub is 8 or 9)) ? "true"u8 : "false"u8);
        if (parameters.Length < 12) return true;
        var error = BinaryPrimitives.ReadUInt16BigEndian(parameters[10..]);
        into.Is(EventClass.NetworkActivity, into.Event.Activity, error == 0 ? PacketEvents.Success : PacketEvents.Failure, Source);
        if (error != 0) into.Number(Fields.OtException, error);
        return true;
    }

    private static void ReadPlus(ReadOnlySpan<byte> pdu, EventBuilder into)
    {
        into.Number("s7.version"u8, pdu[1]).Set(Fields.OtCommand, "false"u8);
        var data = pdu[4..];
        // Version 3 puts a digest of its own length before the data.
        if (pdu[1] == 3 && data.Length > 0 && data.Length > data[0]) data = data[(data[0] + 1)..];
        if (data.Length < 5 || data[0] is not (0x31 or 0x32 or 0x33)) return;
        into.Set(Fields.OtDirection, data[0] switch { 0x31 => "request"u8, 0x32 => "response"u8, _ => "report"u8 });
        if (data[0] == 0x33)
        {
            into.Set(Fields.OtFunctionName, "notification"u8);
            return;
        }

        var function = BinaryPrimitives.ReadUInt16BigEndian(data[3..]);
        into.Number(Fields.OtFunction, function).Set(Fields.OtFunctionName, S7Names.PlusFunction(function));
        if (data[0] == 0x31 && S7Names.IsPlusCommand(function)) into.Set(Fields.OtCommand, "true"u8);
    }
}
