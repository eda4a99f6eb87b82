namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class DnsmasqDecoderTests
{
    [Theory]
    [InlineData("query[A] www.example.org from 203.0.113.7", 1, 1, "query.hostname=www.example.org | query.type=A | src_endpoint.ip=203.0.113.7")]
    [InlineData("17 203.0.113.7/5353 query[AAAA] www.example.org from 203.0.113.7", 1, 1, "query.packet_uid=17 | src_endpoint.port=5353")]
    [InlineData("forwarded www.example.org to 192.0.2.53", 6, 1, "dst_endpoint.ip=192.0.2.53")]
    [InlineData("reply www.example.org is 192.0.2.34", 2, 1, "answers.rdata=192.0.2.34 | query.hostname=www.example.org")]
    [InlineData("cached www.example.org is NXDOMAIN", 2, 2, "rcode=NXDOMAIN")]
    [InlineData("gravity blocked ads.example is 0.0.0.0", 2, 2, "disposition=Blocked | query.hostname=ads.example")]
    public void ANameIsAskedAndAnswered(string message, int activity, int status, string fields) =>
        Expect.Line("dnsmasq", "Mar  1 11:59:58 gw dnsmasq[42]: " + message, EventClass.DnsActivity, activity, status, fields);

    [Theory]
    [InlineData("DHCPACK(eth0) 192.0.2.5 00:11:22:33:44:55 meter-7", 5, "src_endpoint.ip=192.0.2.5 | src_endpoint.hostname=meter-7")]
    [InlineData("99 DHCPDISCOVER(eth0) 00:11:22:33:44:55", 1, "query.packet_uid=99")]
    public void ALeaseIsDhcp(string message, int activity, string fields) =>
        Expect.Line("dnsmasq", "Mar  1 11:59:58 gw dnsmasq-dhcp[42]: " + message, EventClass.DhcpActivity, activity, 1, fields + " | src_endpoint.mac=00:11:22:33:44:55 | src_endpoint.interface_name=eth0");

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("dnsmasq", "Mar  1 11:59:58 gw dnsmasq[42]: a line of another kind").Understood);
}
