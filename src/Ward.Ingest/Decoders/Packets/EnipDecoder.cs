namespace Ward.Ingest.Decoders.Packets;

/// <summary>EtherNet/IP encapsulation and the CIP request or answer in it: command, session, service, class, instance, attribute, tag name, status; identities that devices tell.</summary>
internal sealed class EnipDecoder : IDecoder
{
    private const int Header = 24, MostItems = 16, MostSegments = 32;
    private static readonly LogSource Source = new("ot", "enip", "");
    private readonly byte[] hex = new byte[2048];
    private readonly FieldText text = new();

    public DecoderCard Card { get; } = new("enip", "EtherNet/IP and CIP from packets", "CIP volumes 1 and 2", LineShape.Packet,
        "WPDU1 enip tcp 192.0.2.10 40000 192.0.2.20 44818 c 1772366398.000000 hs 6F0018000100000000000000000000000000000000000000000000000000020000000000B20008000E03200124013007")
    {
        Verified = "suricata-verify enip",
        Proves = "the client, where the capture holds the TCP handshake",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!PacketLine.TryRead(message, "enip"u8, hex, out var line) || line.Unit.Length < Header) return false;
        var head = new ByteCursor(line.Unit);
        head.TryLittle16(out var command);
        head.TryLittle16(out var length);
        head.TryLittle32(out var session);
        head.TryLittle32(out var status);
        PacketEvents.Begin(into, line, Source, "enip"u8, status != 0 ? PacketEvents.Failure : PacketEvents.Unknown);
        into.Number("enip.command"u8, command).Number("enip.session"u8, session).SetUnmapped("enip.command_name"u8, EnipNames.Command(command));
        into.Set(Fields.OtDirection, line.Side switch { (byte)'c' => "request"u8, (byte)'s' => "response"u8, _ => "unknown"u8 });
        into.Number(Fields.OtFunction, command).Set(Fields.OtFunctionName, EnipNames.Command(command)).Set(Fields.OtCommand, "false"u8);
        if (status != 0) into.Number(Fields.OtException, status).Number("enip.status"u8, status);
        var body = new ByteCursor(line.Unit[Header..]);
        var good = (length == body.Left || line.IsPartial) && command switch
        {
            0x6F or 0x70 => body.Left == 0 || (body.TrySkip(6) && ReadItems(ref body, into)),
            0x63 => body.Left == 0 || ReadIdentities(ref body, into),
            _ => true,
        };
        if (!good && !line.IsPartial) PacketEvents.Malformed(into);
        return true;
    }

    /// <summary>Common packet format: a count, then items of type, length, bytes.</summary>
    private bool ReadItems(ref ByteCursor body, EventBuilder into)
    {
        if (!body.TryLittle16(out var count)) return false;
        for (var i = 0; i < Math.Min((int)count, MostItems); i++)
        {
            if (!body.TryLittle16(out var kind) || !body.TryLittle16(out var length) || !body.TryTake(length, out var item)) return false;
            var data = new ByteCursor(item);
            if (kind == 0xA1 && data.TryLittle32(out var connection)) into.Number("enip.connection_id"u8, connection);
            // Connected data begins with a sequence count.
            if ((kind == 0xB1 && (!data.TrySkip(2) || !ReadCip(ref data, into))) || (kind == 0xB2 && !ReadCip(ref data, into))) return false;
        }

        return true;
    }

    private bool ReadCip(ref ByteCursor body, EventBuilder into)
    {
        if (!body.TryByte(out var code)) return false;
        var (service, answer) = ((byte)(code & 0x7F), (code & 0x80) != 0);
        into.Set(Fields.OtProtocol, "cip"u8).Number(Fields.OtFunction, service).Set(Fields.OtDirection, answer ? "response"u8 : "request"u8);
        if (answer)
        {
            if (!body.TrySkip(1) || !body.TryByte(out var status) || !body.TryByte(out var more) || !body.TrySkip(more * 2)) return false;
            into.Set(Fields.OtFunctionName, EnipNames.Service(service, -1)).Number("cip.status"u8, status);
            // 6 is a part of a longer answer.
            into.Is(EventClass.NetworkActivity, into.Event.Activity, status is 0 or 6 ? PacketEvents.Success : PacketEvents.Failure, Source);
            if (status is not (0 or 6)) into.Number(Fields.OtException, status);
            return true;
        }

        var target = -1;
        var good = body.TryByte(out var words) && body.TryTake(words * 2, out var path) && ReadPath(path, out target, into);
        into.Set(Fields.OtFunctionName, EnipNames.Service(service, target)).Set(Fields.OtCommand, EnipNames.IsCommand(service, target) ? "true"u8 : "false"u8);
        if (good && service is 0x10 && body.Left > 0)
            into.Set(Fields.OtValue, text.Clear().Add("0x"u8).Hex(body.Rest[..Math.Min(body.Left, 64)]).Bytes).Set(Fields.OtAfter, text.Bytes);
        return good;
    }

    /// <summary>Logical segments of eight or sixteen bits, and symbolic names (CIP volume 1, appendix C).</summary>
    private bool ReadPath(ReadOnlySpan<byte> path, out int target, EventBuilder into)
    {
        target = -1;
        int instance = -1, attribute = -1;
        var body = new ByteCursor(path);
        text.Clear();
        for (var i = 0; i < MostSegments && body.TryByte(out var segment); i++)
        {
            if (segment == 0x91)
            {
                if (!body.TryByte(out var length) || !body.TryTake(length, out var name) || !body.TrySkip(length & 1 & (body.Left > 0 ? 1 : 0))) return false;
                text.Next("."u8).Octets(name);
                continue;
            }

            if (segment >> 5 != 1) return false;
            int value;
            switch (segment & 3)
            {
                case 0 when body.TryByte(out var small):
                    value = small;
                    break;
                case 1 when body.TrySkip(1) && body.TryLittle16(out var medium):
                    value = medium;
                    break;
                case 2 when body.TrySkip(1) && body.TryLittle32(out var large):
                    value = (int)Math.Min(large, int.MaxValue);
                    break;
                default:
                    return false;
            }

            switch (segment >> 2 & 7)
            {
                case 0:
                    target = value;
                    into.Number("cip.class"u8, value);
                    break;
                case 1:
                    instance = value;
                    into.Number("cip.instance"u8, value);
                    break;
                case 4:
                    attribute = value;
                    into.Number("cip.attribute"u8, value);
                    break;
                default:
                    break;
            }
        }

        if (!text.IsEmpty)
        {
            into.Set(Fields.OtPoint, text.Bytes).Set(Fields.OtObject, "tag"u8);
            return true;
        }

        if (target < 0) return true;
        into.Set(Fields.OtObject, text.Clear().Add(target).Bytes);
        if (instance >= 0) text.Add("/"u8).Add(instance);
        if (attribute >= 0) text.Add("/"u8).Add(attribute);
        into.Set(Fields.OtPoint, text.Bytes);
        return true;
    }

    /// <summary>ListIdentity's answer: version, socket address, vendor, type, product, revision, status, serial, name, state.</summary>
    private bool ReadIdentities(ref ByteCursor body, EventBuilder into)
    {
        if (!body.TryLittle16(out var count)) return false;
        if (count == 0) return true;
        if (!body.TryLittle16(out var kind) || kind != 0x0C || !body.TryLittle16(out _) || !body.TrySkip(18)) return false;
        if (!body.TryLittle16(out var vendor) || !body.TryLittle16(out var device) || !body.TryLittle16(out var product) || !body.TryByte(out var major) || !body.TryByte(out var minor)
            || !body.TrySkip(2) || !body.TryLittle32(out var serial) || !body.TryByte(out var length) || !body.TryTake(length, out var name)) return false;
        into.Number("cip.vendor_id"u8, vendor).Number("cip.device_type"u8, device).Number("cip.product_code"u8, product);
        into.SetUnmapped("cip.serial"u8, text.Clear().Hex([(byte)(serial >> 24), (byte)(serial >> 16), (byte)(serial >> 8), (byte)serial]).Bytes);
        into.Set(Fields.DeviceVersion, text.Clear().Add(major).Add("."u8).Add(minor).Bytes);
        if (FieldText.IsPrintable(name)) into.Set(Fields.DeviceModel, name);
        return true;
    }
}
