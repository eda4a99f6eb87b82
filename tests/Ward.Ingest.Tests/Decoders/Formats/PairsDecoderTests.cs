namespace Ward.Ingest.Tests.Decoders.Formats;

public sealed class PairsDecoderTests
{
    [Fact]
    public void ALineOfPairsIsKeptByName() =>
        Expect.Line("key-value", "Mar  1 11:59:58 gate meter: level=warn event=\"door \\\"7\\\" opened\" src_ip=203.0.113.7 user=ann", EventClass.Base, 0, 0,
            "level=warn | event=door \"7\" opened | src_endpoint.ip=203.0.113.7 | user.name=ann | metadata.log_level=warn | process.name=meter");

    [Theory]
    [InlineData("a sentence with one a=b in it")]
    [InlineData("a=1 b=2")]
    [InlineData("words before a=1 b=2 c=3")]
    [InlineData("a=\"1 b=2 c")]
    public void ASentenceIsNotClaimed(string line) => Assert.False(Decoded.Line("key-value", line).Understood);

    [Fact]
    public void ItIsAskedLast() => Assert.Equal(EventClass.NetworkActivity, Decoded.Line("auto", "Mar  1 11:59:58 fw kernel: drop IN=eth0 OUT= SRC=203.0.113.7 DST=192.0.2.1 PROTO=TCP SPT=1 DPT=22").Class);
}
