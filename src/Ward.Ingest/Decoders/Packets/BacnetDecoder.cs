using System.Buffers.Binary;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>BACnet/IP: link function, network header, service, object, property and the first plain value (ASHRAE 135, clauses 6 and 20, annex J).</summary>
internal sealed class BacnetDecoder : IDecoder
{
    private static readonly LogSource Source = new("ot", "bacnet", "");
    private readonly byte[] hex = new byte[2048];
    private readonly byte[] before = new byte[8];
    private readonly FieldText text = new();

    public DecoderCard Card { get; } = new("bacnet", "BACnet/IP from packets", "ASHRAE 135-2020", LineShape.Packet,
        "WPDU1 bacnet udp 192.0.2.10 47808 192.0.2.20 47808 - 1772366398.000000 - 810A00180104020F010F0C0080000119553E4441A000003F");

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!PacketLine.TryRead(message, "bacnet"u8, hex, out var line) || line.Unit.Length < 4 || line.Unit[0] != 0x81) return false;
        var function = line.Unit[1];
        PacketEvents.Begin(into, line, Source, "bacnet"u8, PacketEvents.Unknown);
        into.Number("bacnet.bvlc_function"u8, function);
        var agrees = BinaryPrimitives.ReadUInt16BigEndian(line.Unit[2..]) == line.Unit.Length;
        var body = new ByteCursor(line.Unit[4..]);
        if (BacnetNames.Link(function) is { Length: > 0 } name)
        {
            into.Set(Fields.OtFunctionName, name).Set(Fields.OtDirection, function is 0 or 3 or 7 ? "response"u8 : "request"u8).Set(Fields.OtObject, "bvlc"u8);
            // Changing the tables of a broadcast device redirects a building's traffic.
            into.Set(Fields.OtCommand, function is 1 or 5 or 8 ? "true"u8 : "false"u8);
            if (function == 0 && body.TryBig16(out var result)) Result(result == 0, result, into);
        }
        else if (function is 4 or 9 or 10 or 11)
        {
            // A forwarded message names who sent it first: address and port.
            if (function == 4 && body.TryTake(6, out var origin))
                into.SetUnmapped("bacnet.original_source"u8, text.Clear().Add(origin[0]).Add("."u8).Add(origin[1]).Add("."u8).Add(origin[2]).Add("."u8).Add(origin[3]).Add(":"u8).Add(BinaryPrimitives.ReadUInt16BigEndian(origin[4..])).Bytes);
            agrees &= ReadNetwork(ref body, into);
        }
        else
        {
            return false;
        }

        if (!agrees && !line.IsPartial) PacketEvents.Malformed(into);
        if (line.TryBefore(before, out var was))
        {
            var value = new ByteCursor(was);
            if (TryPlain(ref value)) into.Set(Fields.OtBefore, text.Bytes);
        }

        return true;
    }

    private bool ReadNetwork(ref ByteCursor body, EventBuilder into)
    {
        if (!body.TryByte(out var version) || version != 1 || !body.TryByte(out var control)) return false;
        if ((control & 0x20) != 0)
        {
            if (!body.TryBig16(out var network) || !body.TryByte(out var length) || !body.TryTake(length, out var address)) return false;
            into.Set(Fields.OtDestination, text.Clear().Add(network).Add(":"u8).Hex(address).Bytes);
        }

        if ((control & 0x08) != 0)
        {
            if (!body.TryBig16(out var network) || !body.TryByte(out var length) || !body.TryTake(length, out var address)) return false;
            into.Set(Fields.OtSource, text.Clear().Add(network).Add(":"u8).Hex(address).Bytes);
        }

        if ((control & 0x20) != 0 && !body.TrySkip(1)) return false;
        if ((control & 0x80) == 0) return ReadApplication(ref body, into);
        if (!body.TryByte(out var message)) return false;
        into.Number(Fields.OtFunction, message).Set(Fields.OtFunctionName, "network_message"u8).Set(Fields.OtObject, "network"u8);
        return true;
    }

    private bool ReadApplication(ref ByteCursor body, EventBuilder into)
    {
        if (!body.TryByte(out var first)) return false;
        var kind = first >> 4;
        into.Number("bacnet.pdu_type"u8, kind);
        byte invoke, service;
        switch (kind)
        {
            case 0:
                if (!body.TrySkip(1) || !body.TryByte(out invoke) || ((first & 8) != 0 && !body.TrySkip(2)) || !body.TryByte(out service)) return false;
                into.Number("bacnet.invoke_id"u8, invoke);
                Service(confirmed: true, service, "request"u8, BacnetNames.IsCommand(true, service), into);
                return ReadConfirmed(service, ref body, into);
            case 1:
                if (!body.TryByte(out service)) return false;
                Service(confirmed: false, service, service is 7 or 8 ? "request"u8 : "report"u8, BacnetNames.IsCommand(false, service), into);
                return ReadUnconfirmed(service, ref body, into);
            case 2 or 3:
                if (!body.TryByte(out invoke) || (kind == 3 && (first & 8) != 0 && !body.TrySkip(2)) || !body.TryByte(out service)) return false;
                into.Number("bacnet.invoke_id"u8, invoke);
                Service(confirmed: true, service, "response"u8, false, into);
                Result(true, 0, into);
                return kind == 2 ? body.Left == 0 : service != 12 || ReadProperty(ref body, false, into);
            case 4:
                into.Set(Fields.OtFunctionName, "segmentAck"u8).Set(Fields.OtDirection, "response"u8);
                return body.Left >= 3;
            case 5:
                if (!body.TryByte(out invoke) || !body.TryByte(out service)) return false;
                into.Number("bacnet.invoke_id"u8, invoke);
                Service(confirmed: true, service, "response"u8, false, into);
                Result(false, TryValue(ref body, out var errorClass) && TryValue(ref body, out var code) ? (int)((errorClass << 8) | code) : 0, into);
                return true;
            case 6 or 7:
                if (!body.TryByte(out invoke) || !body.TryByte(out var reason)) return false;
                into.Number("bacnet.invoke_id"u8, invoke).Set(Fields.OtFunctionName, kind == 6 ? "reject"u8 : "abort"u8).Set(Fields.OtDirection, "response"u8);
                Result(false, reason, into);
                return body.Left == 0;
            default:
                return false;
        }
    }

    private static void Service(bool confirmed, byte service, ReadOnlySpan<byte> direction, bool command, EventBuilder into)
    {
        into.Number(Fields.OtFunction, service).Set(Fields.OtFunctionName, confirmed ? BacnetNames.Confirmed(service) : BacnetNames.Unconfirmed(service));
        into.Set(Fields.OtDirection, direction).Set(Fields.OtCommand, command ? "true"u8 : "false"u8);
    }

    private bool ReadConfirmed(byte service, ref ByteCursor body, EventBuilder into)
    {
        switch (service)
        {
            case 12 or 15:
                return ReadProperty(ref body, service == 15, into);
            case 14 or 16:
                return TryObject(ref body, 0x0C, into);
            case 17:
                // Optional duration in minutes, then enable or disable.
                if (body.Left > 0 && (body.Rest[0] & 0xF8) == 0x08 && !TryValue(ref body, out _)) return false;
                if (!TryValue(ref body, out var state)) return false;
                into.Number(Fields.OtValue, state);
                return true;
            case 20:
                if (!TryValue(ref body, out var restart)) return false;
                into.Number(Fields.OtValue, restart);
                return true;
            default:
                return true;
        }
    }

    private bool ReadUnconfirmed(byte service, ref ByteCursor body, EventBuilder into)
    {
        if (service != 0) return true;
        if (!TryObject(ref body, 0xC4, into) || !TryValue(ref body, out _) || !TryValue(ref body, out _) || !TryValue(ref body, out var vendor)) return false;
        into.Number("bacnet.vendor_id"u8, vendor);
        return true;
    }

    /// <summary>ReadProperty, its answer, and WriteProperty: object [0], property [1], index [2], value [3], priority [4].</summary>
    private bool ReadProperty(ref ByteCursor body, bool write, EventBuilder into)
    {
        if (!TryObject(ref body, 0x0C, into) || body.Left == 0 || (body.Rest[0] & 0xF8) != 0x18 || !TryValue(ref body, out var property)) return false;
        into.Number("bacnet.property"u8, property);
        if (BacnetNames.Property((uint)property) is { Length: > 0 } name) into.SetUnmapped("bacnet.property_name"u8, name);
        into.Event.TryGet(Fields.OtPoint, out var point);
        into.Set(Fields.OtPoint, text.Clear().Add(point).Add("/"u8).Add(property).Bytes);
        if (body.Left > 0 && (body.Rest[0] & 0xF8) == 0x28 && !TryValue(ref body, out _)) return false;
        if (body.Left == 0 || body.Rest[0] != 0x3E) return !write;
        body.TrySkip(1);
        if (!TryPlain(ref body)) return true;
        into.Set(Fields.OtValue, text.Bytes);
        if (write) into.Set(Fields.OtAfter, text.Bytes);
        if (body.Left >= 2 && body.Rest[0] == 0x3F && body.TrySkip(1) && (body.Rest[0] & 0xF8) == 0x48 && TryValue(ref body, out var priority)) into.Number("bacnet.priority"u8, priority);
        return true;
    }

    /// <summary>An object identifier: type in the upper ten bits, instance in the lower 22.</summary>
    private bool TryObject(ref ByteCursor body, byte tag, EventBuilder into)
    {
        if (body.Left == 0 || body.Rest[0] != tag || !body.TrySkip(1) || !body.TryBig32(out var id)) return false;
        var (type, instance) = (id >> 22, id & 0x3FFFFF);
        text.Clear();
        if (BacnetNames.Object(type) is { Length: > 0 } name) text.Add(name);
        else text.Add(type);
        into.Set(Fields.OtObject, text.Bytes).Number(Fields.OtAddress, instance);
        into.Set(Fields.OtPoint, text.Add("/"u8).Add(instance).Bytes);
        return true;
    }

    /// <summary>A tagged number of at most four bytes.</summary>
    private static bool TryValue(ref ByteCursor body, out long value)
    {
        value = 0;
        if (!body.TryByte(out var tag) || (tag & 7) is 0 or > 4 || !body.TryTake(tag & 7, out var bytes)) return false;
        foreach (var b in bytes) value = (value << 8) | b;
        return true;
    }

    /// <summary>An application-tagged value in words (clause 20.2.1): number, boolean, text; others in hex.</summary>
    private bool TryPlain(ref ByteCursor body)
    {
        if (!body.TryByte(out var tag) || (tag & 8) != 0) return false;
        text.Clear();
        int length = tag & 7;
        if (tag >> 4 == 1)
        {
            text.Add(length);
            return true;
        }

        if (length == 5)
        {
            if (!body.TryByte(out var extended)) return false;
            length = extended;
            if (extended == 254)
            {
                if (!body.TryBig16(out var longer)) return false;
                length = longer;
            }
            else if (extended == 255)
            {
                return false;
            }
        }

        if (!body.TryTake(length, out var value)) return false;
        switch (tag >> 4)
        {
            case 0:
                text.Add("null"u8);
                break;
            case 2 or 9 when value.Length is >= 1 and <= 4:
                text.Add(Unsigned(value));
                break;
            case 3 when value.Length is >= 1 and <= 4:
                text.Add((int)((uint)Unsigned(value) << (8 * (4 - value.Length))) >> (8 * (4 - value.Length)));
                break;
            case 4 when value.Length == 4:
                text.Add(BinaryPrimitives.ReadSingleBigEndian(value));
                break;
            case 5 when value.Length == 8:
                text.Add(BinaryPrimitives.ReadDoubleBigEndian(value));
                break;
            case 7 when value.Length >= 1 && value[0] == 0:
                text.Octets(value[1..]);
                break;
            default:
                text.Add("0x"u8).Hex(value[..Math.Min(value.Length, 64)]);
                break;
        }

        return true;
    }

    private static long Unsigned(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (var b in bytes) value = (value << 8) | b;
        return value;
    }

    private static void Result(bool good, int code, EventBuilder into)
    {
        into.Is(EventClass.NetworkActivity, into.Event.Activity, good ? PacketEvents.Success : PacketEvents.Failure, Source);
        if (!good) into.Number(Fields.OtException, code);
    }
}
