using System.Text;
using Ward.Ingest.Decoders;

namespace Ward.Ingest.Tests.Decoders.Network;

public sealed class ZeekDecoderTests
{
    private const string Flow = "\"ts\":1772366398.5,\"uid\":\"C1\",\"id.orig_h\":\"203.0.113.7\",\"id.orig_p\":50122,\"id.resp_h\":\"192.0.2.1\",\"id.resp_p\":80";

    [Theory]
    [InlineData("\"proto\":\"tcp\",\"conn_state\":\"SF\"", "conn", EventClass.NetworkActivity, 6, 1)]
    [InlineData("\"proto\":\"tcp\",\"conn_state\":\"REJ\"", "conn", EventClass.NetworkActivity, 5, 2)]
    [InlineData("\"proto\":\"tcp\",\"conn_state\":\"S0\"", "conn", EventClass.NetworkActivity, 4, 2)]
    [InlineData("\"query\":\"example.org\",\"qtype_name\":\"A\",\"rcode_name\":\"NXDOMAIN\"", "dns", EventClass.DnsActivity, 6, 2)]
    [InlineData("\"trans_depth\":1,\"method\":\"POST\",\"host\":\"h\",\"uri\":\"/\",\"status_code\":404", "http", EventClass.HttpActivity, 6, 2)]
    [InlineData("\"version\":\"TLSv13\",\"resumed\":false,\"established\":true", "ssl", EventClass.NetworkActivity, 1, 1)]
    [InlineData("\"auth_success\":false,\"auth_attempts\":3", "ssh", EventClass.SshActivity, 1, 2)]
    [InlineData("\"action\":\"SMB::FILE_OPEN\",\"path\":\"\\\\\\\\s\\\\c$\",\"name\":\"x\"", "smb_files", EventClass.SmbActivity, 2, 0)]
    [InlineData("\"func\":\"WRITE_SINGLE_COIL\"", "modbus", EventClass.NetworkActivity, 6, 0)]
    [InlineData("\"fc_request\":\"DIRECT_OPERATE\"", "dnp3", EventClass.NetworkActivity, 6, 0)]
    [InlineData("\"topic\":\"a/b\",\"payload\":\"1\",\"payload_len\":1", "mqtt_publish", EventClass.NetworkActivity, 6, 0)]
    [InlineData("\"connect_status\":\"Connection Accepted\",\"client_id\":\"x\"", "mqtt_connect", EventClass.NetworkActivity, 1, 1)]
    [InlineData("\"request_type\":\"AS\",\"client\":\"ann/CITY\",\"success\":false", "kerberos", EventClass.Authentication, 3, 2)]
    [InlineData("\"_path\":\"dce_rpc\",\"endpoint\":\"svcctl\",\"operation\":\"CreateServiceW\"", "dce_rpc", EventClass.NetworkActivity, 6, 0)]
    public void EachLogIsKnownByItsOwnMember(string members, string service, EventClass expected, int activity, int status)
    {
        var read = Decoded.Line("auto", $"{{{Flow},{members}}}");
        Assert.Equal(("zeek-json", expected, activity, status), (read.By, read.Class, read.Activity, read.Status));
        Assert.Equal(("zeek", service), (read.Source.Product, read.Source.Service));
        Assert.Equal(("203.0.113.7", "50122", "203.0.113.7"), (read["src_endpoint.ip"], read["src_endpoint.port"], read["id.orig_h"]));
    }

    [Theory]
    [InlineData("""{"ts":1772366398,"host":"192.0.2.9"}""", EventClass.InventoryInfo)]
    [InlineData("""{"ts":1772366398,"host":"192.0.2.9","software_type":"HTTP::SERVER","name":"nginx","unparsed_version":"nginx/1.26"}""", EventClass.SoftwareInfo)]
    [InlineData("""{"ts":1772366398,"note":"Scan::Port_Scan","msg":"m","src":"203.0.113.7"}""", EventClass.DetectionFinding)]
    [InlineData("""{"ts":1772366398,"name":"bad_TCP_checksum","notice":false,"peer":"zeek"}""", EventClass.NetworkActivity)]
    [InlineData("""{"ts":1772366398,"fingerprint":"aa","certificate.serial":"01","certificate.subject":"CN=a"}""", EventClass.NetworkActivity)]
    [InlineData("""{"ts":1772366398,"fuid":"F1","analyzers":["MD5"],"mime_type":"text/plain"}""", EventClass.FileHosting)]
    public void LogsWithoutAConnectionAreKnownToo(string line, EventClass expected) => Assert.Equal(("zeek-json", expected), (Decoded.Line("auto", line).By, Decoded.Line("auto", line).Class));

    [Theory]
    [InlineData("tcp", "SF", true)]
    [InlineData("tcp", "RSTO", true)]
    [InlineData("tcp", "S0", false)]
    [InlineData("tcp", "RSTR", false)]
    [InlineData("tcp", "OTH", false)]
    [InlineData("udp", "SF", false)]
    public void OnlyACompletedHandshakeProvesTheSource(string protocol, string state, bool proven) =>
        Assert.Equal(proven, Decoded.Line("zeek-json", $"{{{Flow},\"proto\":\"{protocol}\",\"conn_state\":\"{state}\"}}").Proven);

    [Fact]
    public void AnObjectWithATimeAloneIsNotZeeks() => Assert.Equal("json", Decoded.Line("auto", """{"ts":1772366398,"host":"a","value":3}""").By);

    [Fact]
    public void TabSeparatedLinesAreNamedByTheirHeader()
    {
        var read = Read(
            "#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)", "#unset_field\t-", "#path\tdns", "#open\t2026-03-01-11-00-00",
            "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tqtype_name\trcode_name\tanswers\tTTLs",
            "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tstring\tstring\tvector[string]\tvector[interval]",
            "1772366398.5\tC1\t203.0.113.7\t50122\t192.0.2.53\t53\tudp\texample.org\tA\tNOERROR\t192.0.2.1,192.0.2.2\t-");
        Assert.Equal(EventClass.DnsActivity, read.Class);
        Assert.Equal(new LogSource("dns", "zeek", "dns"), read.LogSource);
        Assert.True(read.TryGet(Fields.DnsQuery, out var query) && query.SequenceEqual("example.org"u8));
        Assert.True(read.TryGet(Fields.DnsAnswer, out var answer) && answer.SequenceEqual("192.0.2.1"u8));
        Assert.False(read.TryGet(Fields.DnsTtl, out _));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, 500, TimeSpan.Zero), read.Time);
    }

    [Fact]
    public void LinesThatDoNotFitTheHeaderAreNotRead()
    {
        DecoderSet.TryMake("zeek-tsv", out var decoder);
        Assert.False(Try(decoder, "1772366398.5\tC1\t203.0.113.7"));
        Assert.True(Try(decoder, "#fields\tts\tuid\tid.orig_h"));
        Assert.True(Try(decoder, "1772366398.5\tC1\t203.0.113.7"));
        Assert.False(Try(decoder, "1772366398.5\tC1\t203.0.113.7\tmore"));
        Assert.False(Try(decoder, "soon\tC1\t203.0.113.7"));
        Assert.False(Try(decoder, "#!/bin/sh"));
        Assert.False(Try(decoder, "#fields\t" + string.Join('\t', Enumerable.Repeat("x", 300))));
        Assert.False(Try(decoder, "#types\ttime"));
        Assert.True(Try(decoder, "1772366398.5\tC1\t203.0.113.7"));
    }

    private static bool Try(IDecoder decoder, string line) => decoder.TryDecode(Encoding.UTF8.GetBytes(line), default, new EventBuilder());

    private static Event Read(params string[] lines)
    {
        DecoderSet.TryMake("auto", out var decoder);
        var builder = new EventBuilder();
        foreach (var line in lines)
        {
            builder.Again();
            Assert.True(decoder.TryDecode(Encoding.UTF8.GetBytes(line), default, builder), line);
        }

        return builder.Event;
    }
}
