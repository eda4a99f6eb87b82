namespace Ward.Ingest.Tests.Decoders.Firewalls;

public sealed class FortigateDecoderTests
{
    private const string Head = "<189>date=2026-03-01 time=11:59:58 devname=\"fw7\" devid=\"FG100\" eventtime=1772366398123456789 tz=\"+0000\" logid=\"1\" ";

    [Theory]
    [InlineData("type=\"traffic\" subtype=\"forward\" level=\"notice\" srcip=203.0.113.7 srcport=5022 srcintf=\"wan1\" dstip=192.0.2.1 dstport=443 dstintf=\"dmz\" proto=6 action=\"deny\" policyid=7 service=\"HTTPS\" sentbyte=1 rcvdbyte=2", EventClass.NetworkActivity, 5, 2, "dst_endpoint.ip=192.0.2.1 | dst_endpoint.port=443 | firewall_rule.uid=7 | dst_endpoint.svc_name=HTTPS | disposition=Blocked | action=deny | traffic.bytes_out=1 | src_endpoint.interface_name=wan1")]
    [InlineData("type=\"traffic\" subtype=\"forward\" srcip=203.0.113.7 dstip=192.0.2.1 action=\"close\"", EventClass.NetworkActivity, 2, 1, "disposition=Allowed")]
    [InlineData("type=\"utm\" subtype=\"ips\" severity=\"high\" srcip=203.0.113.7 dstip=192.0.2.1 action=\"dropped\" attack=\"Web.Shell\" attackid=41", EventClass.DetectionFinding, 1, 2, "finding_info.title=Web.Shell | finding_info.analytic.uid=41 | severity=high | disposition=Dropped | finding_info.types=ips")]
    [InlineData("type=\"utm\" subtype=\"webfilter\" srcip=203.0.113.7 hostname=\"bad.example\" url=\"/x\" action=\"blocked\" msg=\"URL belongs to a \\\"denied\\\" category\"", EventClass.HttpActivity, 99, 2, "http_request.url.hostname=bad.example | status_detail=URL belongs to a \"denied\" category")]
    [InlineData("type=\"utm\" subtype=\"dns\" srcip=203.0.113.7 qname=\"bad.example\" qtype=\"A\" action=\"block\"", EventClass.DnsActivity, 1, 2, "query.hostname=bad.example | query=bad.example")]
    [InlineData("type=\"event\" subtype=\"system\" user=\"admin\" ui=\"ssh(203.0.113.7)\" action=\"login\" status=\"failed\" reason=\"passwd_invalid\"", EventClass.Authentication, 1, 2, "user.name=admin | action=login | disposition=")]
    [InlineData("type=\"event\" subtype=\"vpn\" action=\"ssl-login-fail\" remip=203.0.113.7 user=\"ann\"", EventClass.Authentication, 1, 2, "user.name=ann")]
    [InlineData("type=\"event\" subtype=\"vpn\" action=\"tunnel-up\" remip=203.0.113.7 user=\"ann\"", EventClass.TunnelActivity, 1, 1, "user.name=ann")]
    [InlineData("type=\"event\" subtype=\"system\" user=\"admin\" ui=\"GUI(203.0.113.7)\" action=\"Add\" cfgpath=\"system.admin\" cfgobj=\"eve\"", EventClass.EntityManagement, 1, 1, "action=Add | cfgpath=system.admin | disposition= | actor.user.name=admin")]
    public void ALineIsReadByTypeAndSubtype(string rest, EventClass eventClass, int activity, int status, string fields)
    {
        var read = Expect.Line("fortigate", Head + rest, eventClass, activity, status, fields + " | src_endpoint.ip=203.0.113.7 | device.hostname=fw7");
        Assert.False(read.Proven);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, 123, TimeSpan.Zero), read.Time);
        Assert.Equal("fortigate", read.Source.Product);
    }

    [Fact]
    public void AQuotedValueForgesNoPair() =>
        Expect.Line("fortigate", Head + "type=\"event\" subtype=\"vpn\" action=\"ssl-login-fail\" user=\"x\\\" remip=10.0.0.1 y\" remip=203.0.113.7", EventClass.Authentication, 1, 2, "src_endpoint.ip=203.0.113.7 | user.name=x\" remip=10.0.0.1 y");

    [Theory]
    [InlineData("date=2026-03-01 time=11:59:58 a=b")]
    [InlineData("x=1 devid=2 type=\"traffic\"")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("fortigate", line).Understood);
}
