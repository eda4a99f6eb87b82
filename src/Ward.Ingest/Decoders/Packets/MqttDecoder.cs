using Ward.Ingest.Packets.Framing;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>
/// MQTT 3.1, 3.1.1 and 5 control packets: who signs in as whom and with what result, topics published and subscribed. A password is not made
/// a field. The version after CONNECT is the feed's memory of the connection; where it is not known, 3.1.1 is assumed.
/// </summary>
internal sealed class MqttDecoder : IDecoder
{
    private const int LongestValue = 1024;
    private static readonly LogSource Source = new("ot", "mqtt", "");
    private readonly byte[] hex = new byte[4096];
    private readonly FieldText text = new(), codes = new();

    public DecoderCard Card { get; } = new("mqtt-packets", "MQTT from packets", "3.1, 3.1.1, 5.0", LineShape.Packet,
        "WPDU1 mqtt tcp 192.0.2.10 40000 192.0.2.20 1883 c 1772366398.000000 hs,v=4 30090005736972656E6F6E")
    {
        Verified = "suricata-verify mqtt",
        Proves = "the client, where the capture holds the TCP handshake",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!PacketLine.TryRead(message, "mqtt"u8, hex, out var line) || line.Unit.Length < 2 || line.Unit[0] >> 4 == 0) return false;
        if (MqttFramer.TryLength(line.Unit, out var at, out var length) != true) return false;
        var kind = line.Unit[0] >> 4;
        var five = line.TryLink("v="u8, out var version) && version.SequenceEqual("5"u8);
        PacketEvents.Begin(into, line, Source, "mqtt"u8, PacketEvents.Unknown);
        into.Number(Fields.OtFunction, kind).Set(Fields.OtFunctionName, NameOf(kind)).Set(Fields.OtDirection, DirectionOf(kind));
        into.Number("mqtt.qos"u8, line.Unit[0] >> 1 & 3).Flag("mqtt.retain"u8, (line.Unit[0] & 1) != 0).Flag("mqtt.dup"u8, (line.Unit[0] & 8) != 0);
        var body = new ByteCursor(line.Unit[at..][..Math.Min(length, line.Unit.Length - at)]);
        if (!Read(kind, five, line.Unit[0] >> 1 & 3, ref body, into) && !line.IsPartial) PacketEvents.Malformed(into);
        return true;
    }

    private static ReadOnlySpan<byte> NameOf(int kind) => kind switch
    {
        1 => "CONNECT"u8,
        2 => "CONNACK"u8,
        3 => "PUBLISH"u8,
        4 => "PUBACK"u8,
        5 => "PUBREC"u8,
        6 => "PUBREL"u8,
        7 => "PUBCOMP"u8,
        8 => "SUBSCRIBE"u8,
        9 => "SUBACK"u8,
        10 => "UNSUBSCRIBE"u8,
        11 => "UNSUBACK"u8,
        12 => "PINGREQ"u8,
        13 => "PINGRESP"u8,
        14 => "DISCONNECT"u8,
        _ => "AUTH"u8,
    };

    private static ReadOnlySpan<byte> DirectionOf(int kind) => kind switch { 2 or 4 or 5 or 7 or 9 or 11 or 13 => "response"u8, 3 => "report"u8, _ => "request"u8 };

    private bool Read(int kind, bool five, int qos, ref ByteCursor body, EventBuilder into)
    {
        switch (kind)
        {
            case 1:
                return ReadConnect(ref body, into);
            case 2:
                if (!body.TryByte(out var flags) || !body.TryByte(out var code)) return false;
                into.Flag("mqtt.session_present"u8, (flags & 1) != 0).Number("mqtt.return_code"u8, code);
                Result(code, into);
                return !five || MqttProperties.TryTake(ref body, into);
            case 3:
                return ReadPublish(five, qos, ref body, into);
            case 4 or 5 or 6 or 7:
                if (!TryId(ref body, into)) return false;
                // Version 5 leaves out a reason of zero, and properties where there are none.
                return !five || ReadReason(ref body, into);
            case 8:
                return TryId(ref body, into) && (!five || MqttProperties.TryTake(ref body, into)) && ReadTopics(withOptions: true, ref body, into);
            case 10:
                return TryId(ref body, into) && (!five || MqttProperties.TryTake(ref body, into)) && ReadTopics(withOptions: false, ref body, into);
            case 9:
                return TryId(ref body, into) && (!five || MqttProperties.TryTake(ref body, into)) && ReadCodes("mqtt.qos_granted"u8, body.Rest, into);
            case 11:
                return TryId(ref body, into) && (!five || (MqttProperties.TryTake(ref body, into) && ReadCodes("mqtt.reason_codes"u8, body.Rest, into)));
            case 14 or 15:
                return !five || ReadReason(ref body, into);
            default:
                return body.Left == 0;
        }
    }

    private static bool ReadConnect(ref ByteCursor body, EventBuilder into)
    {
        if (!MqttProperties.TryText(ref body, out var protocol)) return false;
        into.SetUnmapped("mqtt.protocol_string"u8, protocol);
        if (!body.TryByte(out var level) || !body.TryByte(out var flags) || !body.TryBig16(out var keepAlive)) return false;
        // A bridge sets the high bit of the level.
        var five = (level & 0x7F) == 5;
        var will = (flags & 4) != 0;
        into.Number("mqtt.protocol_version"u8, level & 0x7F).Number("mqtt.keep_alive"u8, keepAlive).Flag("mqtt.clean_session"u8, (flags & 2) != 0);
        into.Flag("mqtt.will"u8, will).Flag("mqtt.will_retain"u8, (flags & 32) != 0).Flag("mqtt.has_username"u8, (flags & 128) != 0).Flag("mqtt.has_password"u8, (flags & 64) != 0);
        if (five && !MqttProperties.TryTake(ref body, into)) return false;
        if (!MqttProperties.TryText(ref body, out var client)) return false;
        into.SetUnmapped("mqtt.client_id"u8, client);
        if (will)
        {
            if (five && !MqttProperties.TryTake(ref body, into)) return false;
            if (!MqttProperties.TryText(ref body, out var topic) || !MqttProperties.TryText(ref body, out _)) return false;
            into.SetUnmapped("mqtt.will_topic"u8, topic);
        }

        if ((flags & 128) != 0)
        {
            if (!MqttProperties.TryText(ref body, out var user)) return false;
            into.Set(Fields.UserName, user);
        }

        return ((flags & 64) == 0 || MqttProperties.TryText(ref body, out _)) && body.Left == 0;
    }

    private bool ReadPublish(bool five, int qos, ref ByteCursor body, EventBuilder into)
    {
        if (!MqttProperties.TryText(ref body, out var topic)) return false;
        into.Set(Fields.OtPoint, topic).SetUnmapped("mqtt.topic"u8, topic);
        if (qos > 0 && !TryId(ref body, into)) return false;
        if (five && !MqttProperties.TryTake(ref body, into)) return false;
        into.Number("mqtt.message_length"u8, body.Left);
        var value = body.Rest[..Math.Min(body.Left, LongestValue)];
        if (FieldText.IsPrintable(value)) into.Set(Fields.OtValue, value);
        else into.Set(Fields.OtValue, text.Clear().Octets(value[..Math.Min(value.Length, 64)]).Bytes);
        return qos < 3;
    }

    private bool ReadTopics(bool withOptions, ref ByteCursor body, EventBuilder into)
    {
        text.Clear();
        codes.Clear();
        var first = true;
        while (body.Left > 0)
        {
            if (!MqttProperties.TryText(ref body, out var topic)) return false;
            if (first) into.Set(Fields.OtPoint, topic);
            first = false;
            text.Next(","u8).Add(topic);
            if (!withOptions) continue;
            if (!body.TryByte(out var options)) return false;
            codes.Next(","u8).Add(options & 3);
        }

        into.SetUnmapped("mqtt.topics"u8, text.Bytes);
        if (withOptions) into.SetUnmapped("mqtt.topics_qos"u8, codes.Bytes);
        return !first;
    }

    private bool ReadCodes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> given, EventBuilder into)
    {
        text.Clear();
        var worst = 0;
        foreach (var code in given)
        {
            text.Next(","u8).Add(code);
            worst = Math.Max(worst, code);
        }

        into.SetUnmapped(name, text.Bytes);
        Result((byte)(worst >= 0x80 ? worst : 0), into);
        return given.Length > 0;
    }

    private static bool ReadReason(ref ByteCursor body, EventBuilder into)
    {
        var code = (byte)0;
        if (body.Left > 0) body.TryByte(out code);
        into.Number("mqtt.reason_code"u8, code);
        Result((byte)(code >= 0x80 ? code : 0), into);
        return body.Left == 0 || MqttProperties.TryTake(ref body, into);
    }

    private static bool TryId(ref ByteCursor body, EventBuilder into)
    {
        if (!body.TryBig16(out var id)) return false;
        into.Number("mqtt.message_id"u8, id);
        return true;
    }

    private static void Result(byte code, EventBuilder into)
    {
        into.Is(EventClass.NetworkActivity, into.Event.Activity, code == 0 ? PacketEvents.Success : PacketEvents.Failure, Source);
        if (code != 0) into.Number(Fields.OtException, code);
    }
}
