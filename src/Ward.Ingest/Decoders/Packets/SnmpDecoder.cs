namespace Ward.Ingest.Decoders.Packets;

/// <summary>SNMP v1, v2c and v3 (RFC 1157, 3416, 3412, 3414): version, community or user, operation, objects by number and, for traffic signals and message signs, by NTCIP name. What v3 encrypts stays so.</summary>
internal sealed class SnmpDecoder : IDecoder
{
    private const int MostObjects = 64;
    private static readonly LogSource Source = new("ot", "snmp", "");
    private readonly byte[] hex = new byte[4096];
    private readonly FieldText names = new(), text = new(), words = new();

    public DecoderCard Card { get; } = new("snmp", "SNMP v1, v2c and v3 from packets, with NTCIP 1201, 1202 and 1203 object names", "RFC 1157, 3416, 3414", LineShape.Packet,
        "WPDU1 snmp udp 192.0.2.10 40000 192.0.2.20 161 c 1772366398.000000 - 303802010104067075626C6963A32B02020102020100020100301F301D060D2B060104018936040203060300040CFFFFFF0300011A2B7F000001")
    {
        Verified = "suricata-verify snmp; NTCIP names: not verified",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!PacketLine.TryRead(message, "snmp"u8, hex, out var line)) return false;
        var outer = new BerCursor(line.Unit);
        if (!outer.TryOpen(0x30, out var body) || !body.TryInteger(out var version) || version is not (0 or 1 or 3)) return false;
        PacketEvents.Begin(into, line, Source, "snmp"u8, PacketEvents.Unknown);
        into.Number("snmp.version"u8, version == 3 ? 3 : version + 1);
        var good = version == 3 ? ReadThree(ref body, into) : ReadCommunity(ref body, into);
        if (!good && !line.IsPartial) PacketEvents.Malformed(into);
        return true;
    }

    private bool ReadCommunity(ref BerCursor body, EventBuilder into)
    {
        if (!body.TryTake(4, out var community)) return false;
        into.SetUnmapped("snmp.community"u8, text.Clear().Octets(community).Bytes);
        return ReadPdu(ref body, into);
    }

    /// <summary>Header, security parameters (of the user-based model), then the scoped message or its cipher.</summary>
    private bool ReadThree(ref BerCursor body, EventBuilder into)
    {
        if (!body.TryOpen(0x30, out var global) || !global.TryInteger(out var id) || !global.TryInteger(out _) || !global.TryTake(4, out var flags)
            || !global.TryInteger(out var model) || flags.Length != 1) return false;
        into.Number("snmp.message_id"u8, id).Flag("snmp.authenticated"u8, (flags[0] & 1) != 0).Flag("snmp.encrypted"u8, (flags[0] & 2) != 0);
        if (!body.TryTake(4, out var security)) return false;
        var parameters = new BerCursor(security);
        if (model == 3 && parameters.TryOpen(0x30, out var user) && user.TryTake(4, out var engine) && user.TryInteger(out _) && user.TryInteger(out _) && user.TryTake(4, out var name))
        {
            into.SetUnmapped("snmp.engine_id"u8, text.Clear().Hex(engine).Bytes);
            if (name.Length > 0) into.Set(Fields.UserName, text.Clear().Octets(name).Bytes);
        }

        if ((flags[0] & 2) != 0)
        {
            into.Set(Fields.OtFunctionName, "encrypted"u8).SetUnmapped("snmp.pdu_type"u8, "encrypted"u8);
            return body.TryTake(4, out _);
        }

        return body.TryOpen(0x30, out var scoped) && scoped.TryTake(4, out _) && scoped.TryTake(4, out _) && ReadPdu(ref scoped, into);
    }

    private static ReadOnlySpan<byte> NameOf(byte tag) => tag switch
    {
        0xA0 => "get_request"u8,
        0xA1 => "get_next_request"u8,
        0xA2 => "response"u8,
        0xA3 => "set_request"u8,
        0xA4 => "trap_v1"u8,
        0xA5 => "get_bulk_request"u8,
        0xA6 => "inform_request"u8,
        0xA7 => "trap_v2"u8,
        0xA8 => "report"u8,
        _ => default,
    };

    private bool ReadPdu(ref BerCursor body, EventBuilder into)
    {
        if (body.Rest.Length == 0) return false;
        var tag = body.Rest[0];
        var name = NameOf(tag);
        if (name.Length == 0 || !body.TryOpen(tag, out var pdu)) return false;
        into.Number(Fields.OtFunction, tag - 0xA0).Set(Fields.OtFunctionName, name).SetUnmapped("snmp.pdu_type"u8, name);
        into.Set(Fields.OtCommand, tag == 0xA3 ? "true"u8 : "false"u8);
        into.Set(Fields.OtDirection, tag switch { 0xA2 => "response"u8, 0xA4 or 0xA6 or 0xA7 or 0xA8 => "report"u8, _ => "request"u8 });
        if (tag == 0xA4)
        {
            if (!pdu.TryTake(6, out var enterprise) || !pdu.TryTake(0x40, out _) || !pdu.TryInteger(out var generic) || !pdu.TryInteger(out var specific) || !pdu.TryTake(0x43, out _)) return false;
            names.Clear();
            BerCursor.AddName(enterprise, names);
            into.SetUnmapped("snmp.enterprise"u8, names.Bytes).Number("snmp.generic_trap"u8, generic).Number("snmp.specific_trap"u8, specific);
            return ReadObjects(ref pdu, tag, into);
        }

        if (!pdu.TryInteger(out var request) || !pdu.TryInteger(out var error) || !pdu.TryInteger(out var index)) return false;
        into.Number("snmp.request_id"u8, request);
        if (tag == 0xA5) into.Number("snmp.non_repeaters"u8, error).Number("snmp.max_repetitions"u8, index);
        if (tag == 0xA2)
        {
            into.Is(EventClass.NetworkActivity, into.Event.Activity, error == 0 ? PacketEvents.Success : PacketEvents.Failure, Source);
            if (error != 0) into.Number(Fields.OtException, error).Number("snmp.error_index"u8, index).Set(Fields.StatusDetail, ErrorName(error));
        }

        return ReadObjects(ref pdu, tag, into);
    }

    private bool ReadObjects(ref BerCursor pdu, byte tag, EventBuilder into)
    {
        if (!pdu.TryOpen(0x30, out var list)) return false;
        names.Clear();
        words.Clear();
        var count = 0;
        var good = true;
        while (good && list.Rest.Length > 0 && count < MostObjects)
        {
            good = list.TryOpen(0x30, out var pair) && pair.TryTake(6, out var name) && ReadObject(name, ref pair, tag, count, into);
            if (good) count++;
        }

        into.Number(Fields.OtQuantity, count);
        if (!names.IsEmpty) into.SetUnmapped("snmp.vars"u8, names.Bytes);
        if (!words.IsEmpty) into.SetUnmapped("snmp.ntcip"u8, words.Bytes);
        return good;
    }

    private bool ReadObject(ReadOnlySpan<byte> name, ref BerCursor pair, byte tag, int index, EventBuilder into)
    {
        text.Clear();
        BerCursor.AddName(name, text);
        names.Next(","u8).Add(text.Bytes);
        var known = NtcipNames.Find(text.Bytes);
        if (known.Length > 0) words.Next(","u8).Add(known);
        if (index == 0)
        {
            into.Set(Fields.OtPoint, text.Bytes);
            if (known.Length > 0) into.Set(Fields.OtObject, known);
        }

        // RFC 3416 has a value in every binding; a request's is null.
        if (!pair.TryAny(out var kind, out var value)) return false;
        if (index > 0 || kind == 5) return true;
        SetValue(kind, value, tag, into);
        return true;
    }

    private void SetValue(byte kind, ReadOnlySpan<byte> value, byte tag, EventBuilder into)
    {
        text.Clear();
        switch (kind)
        {
            case 2 when BerCursor.TryNumber(value, signed: true, out var number):
                text.Add(number);
                break;
            case 0x41 or 0x42 or 0x43 or 0x46 or 0x47 when BerCursor.TryNumber(value, signed: false, out var count):
                text.Add(count);
                break;
            case 6:
                BerCursor.AddName(value, text);
                break;
            case 0x40 when value.Length == 4:
                text.Add(value[0]).Add("."u8).Add(value[1]).Add("."u8).Add(value[2]).Add("."u8).Add(value[3]);
                break;
            case 0x80 or 0x81 or 0x82:
                text.Add(kind == 0x80 ? "noSuchObject"u8 : kind == 0x81 ? "noSuchInstance"u8 : "endOfMibView"u8);
                break;
            default:
                text.Octets(value[..Math.Min(value.Length, 1024)]);
                break;
        }

        into.Set(Fields.OtValue, text.Bytes);
        if (tag == 0xA3) into.Set(Fields.OtAfter, text.Bytes);
    }

    private static ReadOnlySpan<byte> ErrorName(long error) => error switch
    {
        1 => "tooBig"u8,
        2 => "noSuchName"u8,
        3 => "badValue"u8,
        4 => "readOnly"u8,
        5 => "genErr"u8,
        6 => "noAccess"u8,
        7 => "wrongType"u8,
        8 => "wrongLength"u8,
        9 => "wrongEncoding"u8,
        10 => "wrongValue"u8,
        11 => "noCreation"u8,
        12 => "inconsistentValue"u8,
        13 => "resourceUnavailable"u8,
        14 => "commitFailed"u8,
        15 => "undoFailed"u8,
        16 => "authorizationError"u8,
        17 => "notWritable"u8,
        18 => "inconsistentName"u8,
        _ => "unknown"u8,
    };
}
