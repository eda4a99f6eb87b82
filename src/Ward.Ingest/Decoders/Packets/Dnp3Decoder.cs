using System.Buffers.Binary;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>DNP3: function, stations, objects, controls and their values, internal indications (IEEE 1815). The frames were joined and checked by the feed.</summary>
internal sealed class Dnp3Decoder : IDecoder
{
    private const int LinkHeader = 10, MostObjects = 64;
    private static readonly LogSource Source = new("ot", "dnp3", "");
    private readonly byte[] hex = new byte[4096];
    private readonly FieldText text = new(), objects = new();
    private bool unknownObject;

    public DecoderCard Card { get; } = new("dnp3", "DNP3 over TCP or UDP, from packets", "IEEE 1815-2012", LineShape.Packet,
        "WPDU1 dnp3 tcp 192.0.2.10 40000 192.0.2.20 20000 c 1772366398.000000 hs 05641AC40A0001008A1CC3050C0128010003000301640000006400000000")
    {
        Verified = "ICS-Security-Tools DNP3 captures; suricata-verify dnp3",
        Proves = "the client, where the capture holds the TCP handshake",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!PacketLine.TryRead(message, "dnp3"u8, hex, out var line)) return false;
        var unit = line.Unit;
        if (unit.Length < LinkHeader || unit[0] != 0x05 || unit[1] != 0x64) return false;
        var application = unit[LinkHeader..];
        if (application.Length == 1) return false;
        PacketEvents.Begin(into, line, Source, "dnp3"u8, PacketEvents.Unknown);
        var control = unit[3];
        var (destination, source) = (BinaryPrimitives.ReadUInt16LittleEndian(unit[4..]), BinaryPrimitives.ReadUInt16LittleEndian(unit[6..]));
        into.Number(Fields.OtSource, source).Number(Fields.OtDestination, destination);
        // DIR is set by the master: the outstation is the other end.
        into.Number(Fields.OtUnit, (control & 0x80) != 0 ? destination : source);
        into.Number("dnp3.link_function"u8, control & 0x0F);
        if (line.TryLink("crc"u8, out _)) into.Set(Fields.OtStatus, "checksum"u8);
        if (line.TryLink("frames="u8, out var frames)) into.SetUnmapped("dnp3.frames"u8, frames);
        if (application.Length == 0)
        {
            var primary = (control & 0x40) != 0;
            into.Set(Fields.OtFunctionName, Dnp3Names.Link(control & 0x0F, primary)).Set(Fields.OtDirection, primary ? "request"u8 : "response"u8);
            into.Set(Fields.OtObject, "link"u8).Set(Fields.OtCommand, "false"u8);
            return true;
        }

        ReadApplication(application, line, into);
        return true;
    }

    private void ReadApplication(ReadOnlySpan<byte> fragment, in PacketLine line, EventBuilder into)
    {
        var (control, function) = (fragment[0], fragment[1]);
        into.Number(Fields.OtFunction, function).Set(Fields.OtFunctionName, Dnp3Names.Function(function));
        into.Set(Fields.OtDirection, function switch { 130 => "unsolicited"u8, >= 128 => "response"u8, _ => "request"u8 });
        into.Set(Fields.OtCommand, Dnp3Names.IsCommand(function) ? "true"u8 : "false"u8);
        into.Number("dnp3.sequence"u8, control & 0x0F).Flag("dnp3.first"u8, (control & 0x80) != 0).Flag("dnp3.final"u8, (control & 0x40) != 0);
        into.Flag("dnp3.confirm"u8, (control & 0x20) != 0).Flag("dnp3.unsolicited"u8, (control & 0x10) != 0);
        var body = new ByteCursor(fragment[2..]);
        var good = true;
        if (function >= 129)
        {
            if (body.TryLittle16(out var indications)) ReadIndications(indications, into);
            else good = false;
        }

        good = good && ReadObjects(ref body, function, into);
        if (!objects.IsEmpty) into.SetUnmapped("dnp3.objects"u8, objects.Bytes);
        if (good || line.IsPartial) return;
        if (unknownObject) into.Set(Fields.OtStatus, "unknown object"u8);
        else PacketEvents.Malformed(into);
    }

    private void ReadIndications(ushort bits, EventBuilder into)
    {
        text.Clear();
        for (var i = 0; i < 16; i++)
            if ((bits >> i & 1) != 0) text.Next(","u8).Add(Dnp3Names.Indication(i));
        if (!text.IsEmpty) into.SetUnmapped("dnp3.indicators"u8, text.Bytes);
        // NO_FUNC_CODE_SUPPORT, OBJECT_UNKNOWN, PARAMETER_ERROR and ALREADY_EXECUTING refuse the request.
        var refused = (bits & 0x1700) != 0;
        into.Is(EventClass.NetworkActivity, into.Event.Activity, refused ? PacketEvents.Failure : PacketEvents.Success, Source);
        if (refused) into.Number(Fields.OtException, bits >> 8 & 0x17);
    }

    private bool ReadObjects(ref ByteCursor body, byte function, EventBuilder into)
    {
        objects.Clear();
        unknownObject = false;
        var data = Dnp3Names.CarriesData(function);
        for (var i = 0; i < MostObjects && body.Left > 0; i++)
        {
            if (!body.TryByte(out var group) || !body.TryByte(out var variation) || !body.TryByte(out var qualifier)) return false;
            objects.Next(","u8).Add(group).Add(":"u8).Add(variation);
            if (i == 0) into.Set(Fields.OtObject, text.Clear().Add(group).Add(":"u8).Add(variation).Bytes);
            if (!TryRange(ref body, qualifier, out var start, out var count)) return false;
            if (i == 0 && start >= 0) SetPoint(group, start, count, into);
            if (i == 0 && start < 0 && count > 0) into.Number(Fields.OtQuantity, count);
            if (!TryData(ref body, group, variation, qualifier >> 4 & 7, start, count, data, i == 0, into)) return false;
        }

        return body.Left == 0;
    }

    /// <summary>The range field (section 4.2.2.7.3): start and stop, a count, or all; start is -1 where none is named.</summary>
    private static bool TryRange(ref ByteCursor body, byte qualifier, out long start, out long count)
    {
        (start, count) = (-1, 0);
        switch (qualifier & 0x0F)
        {
            case 0 or 3 when body.TryByte(out var first) && body.TryByte(out var last):
                (start, count) = (first, (long)last - first + 1);
                return count > 0;
            case 1 or 4 when body.TryLittle16(out var first) && body.TryLittle16(out var last):
                (start, count) = (first, (long)last - first + 1);
                return count > 0;
            case 2 or 5 when body.TryLittle32(out var first) && body.TryLittle32(out var last):
                (start, count) = (first, (long)last - first + 1);
                return count > 0;
            case 6:
                return true;
            case 7 or 0x0B when body.TryByte(out var many):
                count = many;
                return true;
            case 8 when body.TryLittle16(out var many):
                count = many;
                return true;
            case 9 when body.TryLittle32(out var many):
                count = many;
                return true;
            default:
                return false;
        }
    }

    private bool TryData(ref ByteCursor body, byte group, byte variation, int prefix, long start, long count, bool data, bool first, EventBuilder into)
    {
        var size = data ? Dnp3Objects.SizeOf(group, variation) : 0;
        if (size is Dnp3Objects.Bit or Dnp3Objects.TwoBits && prefix == 0)
        {
            var bits = size == Dnp3Objects.Bit ? 1 : 2;
            if (!body.TryTake((int)Math.Min(int.MaxValue, ((count * bits) + 7) / 8), out var packed)) return false;
            if (first && packed.Length > 0) into.Number(Fields.OtValue, packed[0] & ((1 << bits) - 1));
            return true;
        }

        if (prefix == 0 && size == 0) return true;
        for (long i = 0; i < count; i++)
        {
            // Each turn takes at least a byte, so a count that lies costs no more than the bytes that are there.
            if (!TryPrefix(ref body, prefix, out var index, out var length)) return false;
            var own = length >= 0 ? length : Math.Max(size, size < 0 ? Dnp3Objects.Variable : 0);
            unknownObject = own < 0;
            if (own < 0 || (own == 0 && prefix == 0) || !body.TryTake((int)Math.Min(own, int.MaxValue), out var value)) return false;
            if (!first || i > 0) continue;
            if (index >= 0) SetPoint(group, index, count, into);
            if (value.Length > 0) SetValue(length < 0 ? group : (byte)0, variation, value, into);
        }

        return true;
    }

    private static bool TryPrefix(ref ByteCursor body, int prefix, out long index, out long length)
    {
        (index, length) = (-1, -1);
        switch (prefix)
        {
            case 0:
                return true;
            case 1 or 4 when body.TryByte(out var one):
                (index, length) = prefix == 1 ? ((long)one, -1L) : (-1L, (long)one);
                return true;
            case 2 or 5 when body.TryLittle16(out var two):
                (index, length) = prefix == 2 ? ((long)two, -1L) : (-1L, (long)two);
                return true;
            case 3 or 6 when body.TryLittle32(out var four):
                (index, length) = prefix == 3 ? ((long)four, -1L) : (-1L, (long)four);
                return true;
            default:
                return false;
        }
    }

    private void SetPoint(byte group, long index, long count, EventBuilder into)
    {
        into.Number(Fields.OtAddress, index).Number(Fields.OtQuantity, count);
        into.Event.TryGet(Fields.OtUnit, out var unit);
        into.Set(Fields.OtPoint, text.Clear().Add(unit).Add("/"u8).Add(group).Add("/"u8).Add(index).Bytes);
    }

    private void SetValue(byte group, byte variation, ReadOnlySpan<byte> value, EventBuilder into)
    {
        text.Clear();
        switch (group, variation)
        {
            case (12, 1):
                // Control relay output block: operation with trip/close, count, on and off times, status.
                into.Number("dnp3.control_code"u8, value[0]).Number("dnp3.control_count"u8, value[1]).Number("dnp3.on_time"u8, BinaryPrimitives.ReadUInt32LittleEndian(value[2..]));
                into.Number("dnp3.off_time"u8, BinaryPrimitives.ReadUInt32LittleEndian(value[6..])).Number("dnp3.control_status"u8, value[10]);
                text.Add(Operation(value[0] & 0x0F));
                if (value[0] >> 6 is 1 or 2) text.Add(value[0] >> 6 == 1 ? "/close"u8 : "/trip"u8);
                break;
            case (41 or 40, 1) or (30, 1):
                text.Add(BinaryPrimitives.ReadInt32LittleEndian(group == 41 ? value : value[1..]));
                break;
            case (41 or 40, 2) or (30, 2):
                text.Add(BinaryPrimitives.ReadInt16LittleEndian(group == 41 ? value : value[1..]));
                break;
            case (41 or 40, 3) or (30, 5):
                text.Add(BinaryPrimitives.ReadSingleLittleEndian(group == 41 ? value : value[1..]));
                break;
            case (41 or 40, 4) or (30, 6):
                text.Add(BinaryPrimitives.ReadDoubleLittleEndian(group == 41 ? value : value[1..]));
                break;
            case (30, 3):
                text.Add(BinaryPrimitives.ReadInt32LittleEndian(value));
                break;
            case (30, 4):
                text.Add(BinaryPrimitives.ReadInt16LittleEndian(value));
                break;
            case (1 or 2 or 10 or 11, _):
                text.Add(value[0] >> 7);
                break;
            case (3 or 4, _):
                text.Add(value[0] >> 6);
                break;
            case (110 or 111 or 112 or 113, _):
                text.Octets(value);
                break;
            default:
                text.Add("0x"u8).Hex(value[..Math.Min(value.Length, 64)]);
                break;
        }

        into.Set(Fields.OtValue, text.Bytes);
        if (into.Event.TryGet(Fields.OtCommand, out var command) && command.SequenceEqual("true"u8)) into.Set(Fields.OtAfter, text.Bytes);
    }

    private static ReadOnlySpan<byte> Operation(int code) => code switch
    {
        0 => "nul"u8,
        1 => "pulse_on"u8,
        2 => "pulse_off"u8,
        3 => "latch_on"u8,
        4 => "latch_off"u8,
        _ => "undefined"u8,
    };
}
