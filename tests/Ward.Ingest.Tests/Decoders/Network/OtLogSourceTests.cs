namespace Ward.Ingest.Tests.Decoders.Network;

/// <summary>Industrial protocols have the category ot whoever saw them, so one rule looks at packets, Zeek and Suricata.</summary>
public sealed class OtLogSourceTests
{
    private const string Flow = """ "ts":1772366398.123456,"uid":"CHhAvVGS1DHFjwGM9","id.orig_h":"10.50.1.10","id.orig_p":40001,"id.resp_h":"10.50.2.21","id.resp_p":502, """;

    [Theory]
    [InlineData("\"func\":\"WRITE_SINGLE_COIL\"", "modbus", "WRITE_SINGLE_COIL")]
    [InlineData("\"fc_request\":\"COLD_RESTART\"", "dnp3", "COLD_RESTART")]
    [InlineData("\"topic\":\"lights/7/cmd\",\"payload\":\"off\",\"payload_len\":3", "mqtt_publish", "publish")]
    [InlineData("\"client_id\":\"lamp-7\",\"connect_status\":\"Connection Accepted\"", "mqtt_connect", "connect")]
    [InlineData("\"action\":\"MQTT::SUBSCRIBE\",\"topics\":[\"#\"],\"granted_qos_level\":0", "mqtt_subscribe", "MQTT::SUBSCRIBE")]
    public void ZeeksLogsOfThemAre(string members, string service, string function)
    {
        var read = Decoded.Line("zeek-json", $"{{{Flow.Trim()}{members}}}");

        Assert.Equal(new LogSource("ot", "zeek", service), read.Source);
        Assert.Equal(function, read["ot.function_name"]);
    }

    [Theory]
    [InlineData("modbus", "ot")]
    [InlineData("dnp3", "ot")]
    [InlineData("mqtt", "ot")]
    [InlineData("snmp", "ot")]
    [InlineData("drop", "firewall")]
    [InlineData("tls", "")]
    public void SuricatasEventsOfThemAre(string type, string category)
    {
        var read = Decoded.Line("suricata", $$"""{"timestamp":"2026-03-01T11:59:58.123456+0000","flow_id":1790512345678901,"event_type":"{{type}}","src_ip":"10.50.1.10","src_port":40001,"dest_ip":"10.50.2.21","dest_port":502,"proto":"TCP"}""");

        Assert.Equal(new LogSource(category, "suricata", type), read.Source);
    }
}
