namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class BindDecoderTests
{
    private const string Head = "Mar  1 11:59:58 ns named[42]: ";

    [Theory]
    [InlineData(Head + "client @0x7f01 203.0.113.7#5353 (www.example.org): query: www.example.org IN A +E(0)K (192.0.2.1)", 1, 1, "query.hostname=www.example.org | query.type=A | query.class=IN | query=www.example.org | record_type=A | dst_endpoint.ip=192.0.2.1 | flags=+E(0)K")]
    [InlineData(Head + "client 203.0.113.7#5353: query: www.example.org IN TXT +T", 1, 1, "query.type=TXT | connection_info.protocol_name=tcp")]
    [InlineData("01-Mar-2026 11:59:58.123 queries: info: client 203.0.113.7#5353 (www.example.org): view internal: query: www.example.org IN AAAA + (192.0.2.1)", 1, 1, "query.type=AAAA | view=internal | metadata.log_name=queries | metadata.log_level=info")]
    [InlineData(Head + "client @0x7f01 203.0.113.7#5353 (www.example.org): query (cache) 'www.example.org/A/IN' denied (allow-query-cache did not match)", 2, 2, "query.hostname=www.example.org | query.type=A | disposition=Blocked | rcode=REFUSED")]
    [InlineData(Head + "client @0x7f01 203.0.113.7#5353 (bad.example): rpz QNAME NXDOMAIN rewrite bad.example/A/IN via bad.example.rpz.city", 2, 2, "query.hostname=bad.example | firewall_rule.name=bad.example.rpz.city | disposition=Blocked | policy=NXDOMAIN")]
    [InlineData(Head + "client @0x7f01 203.0.113.7#5353 (city.example): zone transfer 'city.example/AXFR/IN' denied", 2, 2, "status_detail=zone transfer | query.hostname=city.example | query.type=AXFR")]
    [InlineData(Head + "client @0x7f01 203.0.113.7#5353: update 'city.example/IN' denied", 2, 2, "status_detail=update | query.hostname=city.example")]
    [InlineData(Head + "client @0x7f01 203.0.113.7#5353/key xfer (city.example): transfer of 'city.example/IN': AXFR started (serial 5)", 6, 1, "key=xfer | query.hostname=city.example")]
    public void AClientsLineNamesItAndWhatItAsked(string line, int activity, int status, string fields)
    {
        var read = Expect.Line("bind", line, EventClass.DnsActivity, activity, status, fields + " | src_endpoint.ip=203.0.113.7 | src_endpoint.port=5353");
        Assert.False(read.Proven);
        Assert.Equal("dns", read.Source.Category);
    }

    [Theory]
    [InlineData("zone city.example/IN: loaded serial 5", 99, 1)]
    [InlineData("zone city.example/IN: refresh: retry limit for primary 192.0.2.9#53 exceeded, expired", 99, 2)]
    [InlineData("running", 3, 1)]
    [InlineData("exiting", 4, 1)]
    public void TheServersOwnLifeIsReadToo(string message, int activity, int status) => Expect.Line("bind", Head + message, EventClass.ApplicationLifecycle, activity, status, "app_name=named");

    [Theory]
    [InlineData(Head + "a line of another kind")]
    [InlineData("Mar  1 11:59:58 ns app: client 203.0.113.7#5353: query: a IN A +")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("bind", line).Understood);
}
