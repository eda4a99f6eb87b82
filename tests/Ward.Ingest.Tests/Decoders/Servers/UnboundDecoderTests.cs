namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class UnboundDecoderTests
{
    private const string Head = "Mar  1 11:59:58 ns unbound[42]: [42:0] ";

    [Theory]
    [InlineData(Head + "info: 203.0.113.7 www.example.org. A IN", 1, 1, "query.hostname=www.example.org | query.type=A | query=www.example.org")]
    [InlineData(Head + "info: 203.0.113.7 www.example.org. A IN NXDOMAIN 0.012 0 45", 2, 2, "rcode=NXDOMAIN | traffic.bytes_out=45")]
    [InlineData("[1772366398] unbound[42:0] reply: 203.0.113.7 www.example.org. A IN NOERROR 0.000 1 45", 2, 1, "rcode=NOERROR | cached=1")]
    [InlineData(Head + "info: bad.example. always_nxdomain 203.0.113.7@5353 www.bad.example. A IN", 2, 2, "disposition=Blocked | firewall_rule.name=bad.example. | query.hostname=www.bad.example | src_endpoint.port=5353")]
    [InlineData(Head + "info: rpz: applied [city] bad.example. rpz-nxdomain 203.0.113.7@5353 bad.example. A IN", 2, 2, "firewall_rule.name=city | policy=rpz-nxdomain")]
    public void AQuestionNamesItsClient(string line, int activity, int status, string fields) =>
        Assert.Equal(new LogSource("dns", "unbound", "query"), Expect.Line("unbound", line, EventClass.DnsActivity, activity, status, fields + " | src_endpoint.ip=203.0.113.7").Source);

    [Fact]
    public void ItsStartIsALife() => Expect.Line("unbound", Head + "notice: start of service (unbound 1.17.1).", EventClass.ApplicationLifecycle, 3, 1, "");

    [Theory]
    [InlineData(Head + "info: generate keytag query _ta-4f66. NULL IN")]
    [InlineData("Mar  1 11:59:58 ns app[42]: [42:0] info: 203.0.113.7 a. A IN")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("unbound", line).Understood);
}
