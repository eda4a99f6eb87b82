namespace Ward.Ingest.Tests.Decoders.Network;

public sealed class SuricataDecoderTests
{
    private const string Head = "\"timestamp\":\"2026-03-01T11:59:58.123456+0000\",\"flow_id\":7,\"src_ip\":\"203.0.113.7\",\"src_port\":50122,\"dest_ip\":\"192.0.2.1\",\"dest_port\":502,\"proto\":\"TCP\"";

    [Theory]
    [InlineData("\"event_type\":\"alert\",\"alert\":{\"action\":\"blocked\",\"signature\":\"S\",\"severity\":1}", EventClass.DetectionFinding, 1, 0)]
    [InlineData("\"event_type\":\"http\",\"http\":{\"http_method\":\"GET\",\"url\":\"/\",\"status\":200}", EventClass.HttpActivity, 3, 1)]
    [InlineData("\"event_type\":\"dns\",\"dns\":{\"type\":\"query\",\"rrname\":\"example.org\"}", EventClass.DnsActivity, 1, 0)]
    [InlineData("\"event_type\":\"dns\",\"dns\":{\"type\":\"answer\",\"rrname\":\"example.org\",\"rcode\":\"NXDOMAIN\"}", EventClass.DnsActivity, 2, 2)]
    [InlineData("\"event_type\":\"flow\",\"flow\":{\"state\":\"closed\",\"bytes_toserver\":9}", EventClass.NetworkActivity, 2, 0)]
    [InlineData("\"event_type\":\"tls\",\"tls\":{\"sni\":\"example.org\"}", EventClass.NetworkActivity, 1, 0)]
    [InlineData("\"event_type\":\"ssh\",\"ssh\":{\"client\":{\"software_version\":\"x\"}}", EventClass.SshActivity, 1, 0)]
    [InlineData("\"event_type\":\"drop\",\"drop\":{\"len\":40}", EventClass.NetworkActivity, 5, 2)]
    [InlineData("\"event_type\":\"modbus\",\"modbus\":{\"request\":{\"function_raw\":5,\"unit_id\":1}}", EventClass.NetworkActivity, 6, 0)]
    [InlineData("\"event_type\":\"fileinfo\",\"fileinfo\":{\"filename\":\"x\"}", EventClass.FileHosting, 99, 0)]
    [InlineData("\"event_type\":\"anomaly\",\"anomaly\":{\"type\":\"stream\"}", EventClass.NetworkActivity, 99, 0)]
    [InlineData("\"event_type\":\"stats\",\"stats\":{\"uptime\":5}", EventClass.Base, 0, 0)]
    public void EachTypeHasItsClass(string members, EventClass expected, int activity, int status)
    {
        var read = Decoded.Line("auto", $"{{{Head},{members}}}");
        Assert.Equal(("suricata", expected, activity, status), (read.By, read.Class, read.Activity, read.Status));
        Assert.Equal("suricata", read.Source.Product);
        Assert.Equal(("203.0.113.7", "192.0.2.1", "50122"), (read["src_endpoint.ip"], read["dst_endpoint.ip"], read["src_port"]));
    }

    [Fact]
    public void AnAlertSaysWhatWasFoundAndHowGrave()
    {
        var read = Decoded.Line("auto", $"{{{Head},\"event_type\":\"alert\",\"alert\":{{\"action\":\"allowed\",\"signature\":\"S\",\"signature_id\":9,\"category\":\"C\",\"severity\":1,\"metadata\":{{\"mitre_technique_id\":[\"T0855\"]}}}}}}");
        Assert.Equal(("S", "9", "C", "4", "Alert", "T0855"), (read["finding_info.title"], read["finding_info.analytic.uid"], read["finding_info.types"], read["severity_id"], read["disposition"], read["attacks.technique.uid"]));
    }

    [Fact]
    public void AModbusRequestFillsTheOtFields()
    {
        var read = Decoded.Line("auto", $"{{{Head},\"event_type\":\"modbus\",\"modbus\":{{\"id\":1,\"request\":{{\"transaction_id\":1,\"unit_id\":3,\"function_raw\":6,\"function_code\":\"WrSingleReg\",\"write\":{{\"address\":17,\"data\":4}}}}}}}}");
        Assert.Equal(("modbus", "3", "6", "17", "4"), (read["ot.protocol"], read["ot.unit"], read["ot.function_code"], read["ot.point_address"], read["ot.value"]));
    }

    [Theory]
    [InlineData("established", true)]
    [InlineData("fin_wait1", true)]
    [InlineData("syn_sent", false)]
    [InlineData("closed", false)]
    public void OnlyAnEstablishedSessionProvesTheSource(string state, bool proven) =>
        Assert.Equal(proven, Decoded.Line("suricata", $"{{{Head},\"event_type\":\"flow\",\"tcp\":{{\"state\":\"{state}\"}}}}").Proven);

    [Fact]
    public void AUrlThatSpeaksJsonIsAUrl()
    {
        var read = Decoded.Line("auto", $"{{{Head},\"event_type\":\"http\",\"http\":{{\"url\":\"/\\\",\\\"src_ip\\\":\\\"198.51.100.1\",\"http_method\":\"GET\"}}}}");
        Assert.Equal("203.0.113.7", read["src_endpoint.ip"]);
        Assert.Equal("/\",\"src_ip\":\"198.51.100.1", read["http_request.url.path"]);
    }
}
