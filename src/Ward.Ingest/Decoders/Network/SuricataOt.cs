using System.Buffers.Text;
using Ward.Ingest.Decoders.Json;
using Ward.Ingest.Decoders.Packets;

namespace Ward.Ingest.Decoders.Network;

/// <summary>
/// What Suricata's records of industrial protocols and of SNMP mean in the terms of the decoders of packets, so that one rule looks at both:
/// DNP3 by IEEE 1815, MQTT by MQTT 3.1.1 and 5, SNMP by RFC 3416.
/// </summary>
internal static class SuricataOt
{
    private static readonly MemberName Function = new("dnp3.application.function_code"), RequestFunction = new("dnp3.request.application.function_code"), ResponseFunction = new("dnp3.response.application.function_code");
    private static readonly MemberName Group = new("dnp3.application.objects.group"), Variation = new("dnp3.application.objects.variation"), Start = new("dnp3.application.objects.start"), Count = new("dnp3.application.objects.count");
    private static readonly MemberName RequestGroup = new("dnp3.request.application.objects.group"), RequestVariation = new("dnp3.request.application.objects.variation");
    private static readonly MemberName Indications = new("dnp3.iin.indicators"), ResponseIndications = new("dnp3.response.iin.indicators");
    private static readonly MemberName ReturnCode = new("mqtt.connack.return_code"), ReasonCode = new("mqtt.connack.reason_code"), PduType = new("snmp.pdu_type"), Error = new("snmp.error");
    private static readonly MemberName Access = new("modbus.request.access_type"), Exception = new("modbus.response.exception.code");

    /// <summary>MQTT's packets as EVE has them, the one that says most first: a record may hold a packet and its answer.</summary>
    private static readonly (byte[] Prefix, byte[] Name, byte[] Direction)[] MqttPackets =
    [
        .. new[]
        {
            ("connect", "request"), ("publish", "report"), ("subscribe", "request"), ("unsubscribe", "request"), ("connack", "response"), ("suback", "response"), ("unsuback", "response"),
            ("puback", "response"), ("pubrec", "response"), ("pubrel", "request"), ("pubcomp", "response"), ("pingreq", "request"), ("pingresp", "response"), ("disconnect", "request"), ("auth", "request"),
        }.Select(p => (Bytes($"mqtt.{p.Item1}."), Bytes(p.Item1), Bytes(p.Item2))),
    ];

    /// <summary>Writes what the record says beyond its members; gives OCSF status_id.</summary>
    public static int Write(ReadOnlySpan<byte> type, JsonTable table, EventBuilder into)
    {
        into.Set(Fields.OtProtocol, type);
        return type switch
        {
            var t when t.SequenceEqual("dnp3"u8) => Dnp3(table, into),
            var t when t.SequenceEqual("mqtt"u8) => Mqtt(table, into),
            var t when t.SequenceEqual("snmp"u8) => Snmp(table, into),
            var t when t.SequenceEqual("modbus"u8) => Modbus(table, into),
            _ => 0,
        };
    }

    private static int Dnp3(JsonTable table, EventBuilder into)
    {
        var indications = First(table, Indications, ResponseIndications);
        if (indications.Length > 0) into.Set(Fields.OtStatus, indications);
        var text = First(table, Function, RequestFunction, ResponseFunction);
        if (!Utf8Parser.TryParse(text, out byte code, out var length) || length != text.Length) return 0;
        into.Set(Fields.OtFunction, text).Set(Fields.OtFunctionName, Dnp3Names.Function(code)).Set(Fields.OtCommand, Dnp3Names.IsCommand(code) ? "true"u8 : "false"u8);
        into.Set(Fields.OtDirection, code switch { 130 => "unsolicited"u8, >= 128 => "response"u8, _ => "request"u8 });
        var group = First(table, Group, RequestGroup);
        var variation = First(table, Variation, RequestVariation);
        if (group.Length is > 0 and < 4 && variation.Length is > 0 and < 4)
        {
            Span<byte> name = stackalloc byte[8];
            group.CopyTo(name);
            name[group.Length] = (byte)':';
            variation.CopyTo(name[(group.Length + 1)..]);
            into.Set(Fields.OtObject, name[..(group.Length + 1 + variation.Length)]);
        }

        if (table.TryGet(Start, out var start)) into.Set(Fields.OtAddress, start);
        if (table.TryGet(Count, out var count)) into.Set(Fields.OtQuantity, count);
        if (code < 128) return 0;
        return Dnp3Names.IsRefusal(indications) ? 2 : 1;
    }

    private static int Mqtt(JsonTable table, EventBuilder into)
    {
        foreach (var (prefix, name, direction) in MqttPackets)
        {
            if (!table.HasUnder(prefix)) continue;
            into.Set(Fields.OtFunctionName, name).Set(Fields.OtDirection, direction);
            break;
        }

        var answer = First(table, ReturnCode, ReasonCode);
        if (answer.Length == 0) return 0;
        into.Set(Fields.StatusCode, answer);
        return answer.SequenceEqual("0"u8) ? 1 : 2;
    }

    private static int Snmp(JsonTable table, EventBuilder into)
    {
        if (table.TryGet(PduType, out var type))
        {
            into.Set(Fields.OtCommand, type.SequenceEqual("set_request"u8) ? "true"u8 : "false"u8);
            into.Set(Fields.OtDirection, type.SequenceEqual("response"u8) ? "response"u8 : type.StartsWith("trap"u8) || type.StartsWith("inform"u8) || type.SequenceEqual("report"u8) ? "report"u8 : "request"u8);
        }

        return table.TryGet(Error, out var error) ? (error.SequenceEqual("0"u8) || error.SequenceEqual("no_error"u8) ? 1 : 2) : 0;
    }

    private static int Modbus(JsonTable table, EventBuilder into)
    {
        if (table.TryGet(Access, out var access)) into.Set(Fields.OtCommand, Text.Says(access, "write"u8) ? "true"u8 : "false"u8);
        return table.Has(Exception) ? 2 : 0;
    }

    private static ReadOnlySpan<byte> First(JsonTable table, params ReadOnlySpan<MemberName> names)
    {
        foreach (var name in names)
            if (table.TryGet(name, out var value)) return value;
        return default;
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
