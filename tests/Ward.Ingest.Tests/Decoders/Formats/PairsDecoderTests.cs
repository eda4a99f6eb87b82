using System.Text;
using Ward.Ingest.Decoders;

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
    public void ALineOfPairsBeforeItDoesNotMakeTheNextOneItsOwn()
    {
        Assert.True(DecoderSet.TryMake(DecoderSet.Auto, out var auto));
        string[] lines = ["a=1 b=2 c=3", "date=2026-03-01 time=11:59:58 devid=\"FG1\" type=\"traffic\" srcip=203.0.113.7 dstip=192.0.2.1 action=\"deny\""];
        var readers = lines.Select(line =>
        {
            var builder = new EventBuilder();
            var utf8 = Encoding.UTF8.GetBytes(line);
            var header = SyslogHeader.Read(utf8, Decoded.Received, TimeZoneInfo.Utc);
            auto.TryDecode(header.Message, header, builder);
            return builder.Event.Decoder;
        });
        Assert.Equal(["key-value", "fortigate"], readers);
    }

    [Fact]
    public void ItIsAskedLast() => Assert.Equal(EventClass.NetworkActivity, Decoded.Line("auto", "Mar  1 11:59:58 fw kernel: drop IN=eth0 OUT= SRC=203.0.113.7 DST=192.0.2.1 PROTO=TCP SPT=1 DPT=22").Class);
}
