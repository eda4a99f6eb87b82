using System.Buffers.Binary;
using System.Globalization;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>Modbus/TCP: function, unit, table and address, values asked for, answered or written, exceptions (Modbus Application Protocol 1.1b3).</summary>
internal sealed class ModbusDecoder : IDecoder
{
    private const int Header = 7;
    private static readonly LogSource Source = new("ot", "modbus", "");
    private readonly byte[] hex = new byte[1024];
    private readonly FieldText text = new();

    public DecoderCard Card { get; } = new("modbus", "Modbus/TCP from packets", "Application Protocol 1.1b3", LineShape.Packet,
        "WPDU1 modbus tcp 192.0.2.10 40000 192.0.2.20 502 c 1772366398.000000 hs 0001000000060106000A04D2")
    {
        Verified = "ICS-Security-Tools Modbus captures",
        Proves = "the client, where the capture holds the TCP handshake",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!PacketLine.TryRead(message, "modbus"u8, hex, out var line) || line.Unit.Length <= Header || (line.Unit[2] | line.Unit[3]) != 0) return false;
        var pdu = line.Unit[Header..];
        var function = (byte)(pdu[0] & 0x7F);
        var failed = (pdu[0] & 0x80) != 0;
        var answer = failed || line.FromServer;
        PacketEvents.Begin(into, line, Source, "modbus"u8, failed ? PacketEvents.Failure : answer ? PacketEvents.Success : PacketEvents.Unknown);
        into.Number(Fields.OtFunction, function).Set(Fields.OtFunctionName, NameOf(function)).Number(Fields.OtUnit, line.Unit[6]);
        into.Number("modbus.transaction_id"u8, BinaryPrimitives.ReadUInt16BigEndian(line.Unit));
        into.Set(Fields.OtDirection, answer ? "response"u8 : "request"u8).Set(Fields.OtCommand, !answer && IsCommand(function, pdu) ? "true"u8 : "false"u8);
        var agrees = BinaryPrimitives.ReadUInt16BigEndian(line.Unit[4..]) == line.Unit.Length - 6 || line.IsPartial;
        if (failed) agrees &= ReadException(pdu, into);
        else if (answer) agrees &= ReadResponse(function, pdu, line, into);
        else agrees &= ReadRequest(function, pdu, line, into);
        if (answer && line.TryLink("req="u8, out var request)) ReadAsked(function, request, line.Unit[6], into);
        if (!agrees && !line.IsPartial) PacketEvents.Malformed(into);
        return true;
    }

    internal static ReadOnlySpan<byte> NameOf(byte function) => function switch
    {
        1 => "read_coils"u8,
        2 => "read_discrete_inputs"u8,
        3 => "read_holding_registers"u8,
        4 => "read_input_registers"u8,
        5 => "write_single_coil"u8,
        6 => "write_single_register"u8,
        7 => "read_exception_status"u8,
        8 => "diagnostics"u8,
        11 => "get_comm_event_counter"u8,
        12 => "get_comm_event_log"u8,
        15 => "write_multiple_coils"u8,
        16 => "write_multiple_registers"u8,
        17 => "report_server_id"u8,
        20 => "read_file_record"u8,
        21 => "write_file_record"u8,
        22 => "mask_write_register"u8,
        23 => "read_write_multiple_registers"u8,
        24 => "read_fifo_queue"u8,
        43 => "encapsulated_interface_transport"u8,
        90 => "unity"u8,
        >= 65 and <= 72 or >= 100 and <= 110 => "user_defined"u8,
        _ => "unknown"u8,
    };

    /// <summary>What changes the device: writes, and the diagnostics that restart it or make it listen only.</summary>
    private static bool IsCommand(byte function, ReadOnlySpan<byte> pdu) =>
        function is 5 or 6 or 15 or 16 or 21 or 22 or 23 || (function == 8 && pdu.Length >= 3 && BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]) is 1 or 4 or 10);

    private static ReadOnlySpan<byte> TableOf(byte function) => function switch
    {
        1 or 5 or 15 => "coil"u8,
        2 => "discrete-input"u8,
        4 => "input-register"u8,
        3 or 6 or 16 or 22 or 23 or 24 => "holding-register"u8,
        _ => default,
    };

    private bool ReadRequest(byte function, ReadOnlySpan<byte> pdu, in PacketLine line, EventBuilder into)
    {
        var body = new ByteCursor(pdu[1..]);
        switch (function)
        {
            case 1 or 2 or 3 or 4:
                if (!SetPoint(function, ref body, line.Unit[6], into) || !body.TryBig16(out var count)) return false;
                into.Number(Fields.OtQuantity, count);
                return body.Left == 0;
            case 5 or 6:
                if (!SetPoint(function, ref body, line.Unit[6], into) || !body.TryBig16(out var value)) return false;
                into.Number(Fields.OtQuantity, 1);
                Write(text.Clear().Add(function == 5 ? value == 0xFF00 ? 1 : 0 : value).Bytes, line, into);
                return body.Left == 0 && (function == 6 || value is 0 or 0xFF00);
            case 15 or 16:
                if (!SetPoint(function, ref body, line.Unit[6], into) || !body.TryBig16(out var many)) return false;
                into.Number(Fields.OtQuantity, many);
                return body.TryByte(out var bytes) && bytes == body.Left && WriteMany(function, many, body.Rest, line, into);
            case 22:
                if (!SetPoint(function, ref body, line.Unit[6], into) || !body.TryBig16(out var and) || !body.TryBig16(out var or)) return false;
                into.Number("modbus.and_mask"u8, and).Number("modbus.or_mask"u8, or);
                return body.Left == 0;
            case 23:
                return ReadWriteMany(ref body, line, into);
            case 8:
                if (!body.TryBig16(out var sub)) return false;
                into.Number("modbus.subfunction"u8, sub);
                return true;
            case 24:
                return SetPoint(function, ref body, line.Unit[6], into);
            case 43:
                return body.TryByte(out var kind) && SetKind(kind, into) && (kind != 14 || (body.TryByte(out var code) && body.TryByte(out var id) && SetWanted(code, id, into)));
            default:
                return true;
        }
    }

    private bool ReadWriteMany(ref ByteCursor body, in PacketLine line, EventBuilder into)
    {
        if (!body.TryBig16(out var readAt) || !body.TryBig16(out var readCount)) return false;
        into.Number("modbus.read_address"u8, readAt).Number("modbus.read_quantity"u8, readCount);
        if (!SetPoint(23, ref body, line.Unit[6], into) || !body.TryBig16(out var count)) return false;
        into.Number(Fields.OtQuantity, count);
        return body.TryByte(out var bytes) && bytes == body.Left && WriteMany(16, count, body.Rest, line, into);
    }

    private bool WriteMany(byte function, ushort count, ReadOnlySpan<byte> values, in PacketLine line, EventBuilder into)
    {
        text.Clear();
        AddValues(function == 15, count, values);
        Write(text.Bytes, line, into);
        return values.Length == (function == 15 ? (count + 7) / 8 : count * 2);
    }

    private static void Write(ReadOnlySpan<byte> value, in PacketLine line, EventBuilder into)
    {
        into.Set(Fields.OtValue, value).Set(Fields.OtAfter, value);
        if (line.TryLink("was="u8, out var before)) into.Set(Fields.OtBefore, before);
    }

    private bool ReadResponse(byte function, ReadOnlySpan<byte> pdu, in PacketLine line, EventBuilder into)
    {
        var body = new ByteCursor(pdu[1..]);
        switch (function)
        {
            case 1 or 2 or 3 or 4 or 23:
                if (!body.TryByte(out var bytes)) return false;
                var asked = line.TryLink("req="u8, out var request) && request.Length == 10 ? Hex16(request[6..]) : -1;
                text.Clear();
                AddValues(function is 1 or 2, asked >= 0 && function != 23 ? asked : int.MaxValue, body.Rest[..Math.Min(bytes, body.Left)]);
                into.Set(Fields.OtValue, text.Bytes);
                return bytes == body.Left;
            case 5 or 6:
                if (!SetPoint(function, ref body, line.Unit[6], into) || !body.TryBig16(out var value)) return false;
                into.Set(Fields.OtValue, text.Clear().Add(function == 5 ? value == 0xFF00 ? 1 : 0 : value).Bytes);
                return body.Left == 0;
            case 15 or 16:
                if (!SetPoint(function, ref body, line.Unit[6], into) || !body.TryBig16(out var count)) return false;
                into.Number(Fields.OtQuantity, count);
                return body.Left == 0;
            case 8:
                if (!body.TryBig16(out var sub)) return false;
                into.Number("modbus.subfunction"u8, sub);
                return true;
            case 43:
                return body.TryByte(out var kind) && SetKind(kind, into) && (kind != 14 || ReadIdentity(ref body, into));
            default:
                return true;
        }
    }

    private static bool ReadException(ReadOnlySpan<byte> pdu, EventBuilder into)
    {
        if (pdu.Length < 2) return false;
        into.Number(Fields.OtException, pdu[1]).Set(Fields.StatusDetail, pdu[1] switch
        {
            1 => "illegal function"u8,
            2 => "illegal data address"u8,
            3 => "illegal data value"u8,
            4 => "server device failure"u8,
            5 => "acknowledge"u8,
            6 => "server device busy"u8,
            8 => "memory parity error"u8,
            10 => "gateway path unavailable"u8,
            11 => "gateway target device failed to respond"u8,
            _ => "unknown"u8,
        });
        return pdu.Length == 2;
    }

    /// <summary>What the request said, which the feed remembered: function, address, quantity.</summary>
    private void ReadAsked(byte function, ReadOnlySpan<byte> request, byte unit, EventBuilder into)
    {
        if (request.Length != 10 || function is not (1 or 2 or 3 or 4 or 5 or 6 or 15 or 16 or 22)) return;
        SetPoint(function, (ushort)Hex16(request[2..]), unit, into);
        if (function is 1 or 2 or 3 or 4 or 15 or 16) into.Number(Fields.OtQuantity, Hex16(request[6..]));
    }

    private bool SetPoint(byte function, ref ByteCursor body, byte unit, EventBuilder into)
    {
        if (!body.TryBig16(out var address)) return false;
        SetPoint(function, address, unit, into);
        return true;
    }

    private void SetPoint(byte function, ushort address, byte unit, EventBuilder into)
    {
        var table = TableOf(function);
        into.Set(Fields.OtObject, table).Number(Fields.OtAddress, address);
        into.Set(Fields.OtPoint, text.Clear().Add(unit).Add("/"u8).Add(table).Add("/"u8).Add(address).Bytes);
    }

    private void AddValues(bool bits, int most, ReadOnlySpan<byte> values)
    {
        var count = Math.Min(most, bits ? values.Length * 8 : values.Length / 2);
        for (var i = 0; i < count; i++)
            text.Next(","u8).Add(bits ? (values[i / 8] >> (i % 8)) & 1 : BinaryPrimitives.ReadUInt16BigEndian(values[(2 * i)..]));
    }

    private static bool SetKind(byte kind, EventBuilder into)
    {
        into.Number("modbus.mei_type"u8, kind);
        return true;
    }

    private static bool SetWanted(byte code, byte id, EventBuilder into)
    {
        into.Number("modbus.read_device_id_code"u8, code).Number("modbus.object_id"u8, id);
        return true;
    }

    /// <summary>Device identification (section 6.21): code, conformity, more, next, count, then objects of id, length, text.</summary>
    private static bool ReadIdentity(ref ByteCursor body, EventBuilder into)
    {
        if (!body.TrySkip(4) || !body.TryByte(out var count)) return false;
        for (var i = 0; i < count; i++)
        {
            if (!body.TryByte(out var id) || !body.TryByte(out var length) || !body.TryTake(length, out var words)) return false;
            if (!FieldText.IsPrintable(words)) continue;
            if (id == 0) into.Set(Fields.DeviceVendor, words);
            else if (id is 1 or 5) into.Set(Fields.DeviceModel, words);
            else if (id == 2) into.Set(Fields.DeviceVersion, words);
            else into.SetUnmapped("modbus.device_object"u8, words);
        }

        return body.Left == 0;
    }

    private static int Hex16(ReadOnlySpan<byte> digits) => ushort.TryParse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
