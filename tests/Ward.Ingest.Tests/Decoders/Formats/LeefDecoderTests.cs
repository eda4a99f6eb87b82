namespace Ward.Ingest.Tests.Decoders.Formats;

public sealed class LeefDecoderTests
{
    [Theory]
    [InlineData("LEEF:1.0|Example|Guard|1.0|denied|src=203.0.113.7\tdst=192.0.2.1\tsrcPort=5022\tdstPort=22\tproto=TCP\taction=deny\tmsg=two words", "msg=two words | dst_endpoint.port=22 | disposition=deny")]
    [InlineData("<134>Mar  1 11:59:58 gate LEEF:2.0|Example|Guard|1.0|denied|^|src=203.0.113.7^dst=192.0.2.1^usrName=ann lee^action=deny", "user.name=ann lee | device.hostname=gate")]
    [InlineData("LEEF:2.0|Example|Guard|1.0|denied|x5E|src=203.0.113.7^dst=192.0.2.1^action=deny", "metadata.product.vendor_name=Example")]
    [InlineData("LEEF:2.0|Example|Guard|1.0|denied|0x09|src=203.0.113.7\tdst=192.0.2.1\taction=deny", "metadata.event_code=denied")]
    public void PairsArePartedByTheLinesOwnDelimiter(string line, string fields) =>
        Assert.Equal(new LogSource("", "example", "guard"), Expect.Line("leef", line, EventClass.NetworkActivity, 5, 2, fields + " | src_endpoint.ip=203.0.113.7 | dst_endpoint.ip=192.0.2.1").Source);

    [Theory]
    [InlineData("LEEF:3.0|a|b|c|d|x=y")]
    [InlineData("LEEF:1.0|a|b")]
    [InlineData("LEEF:1.0|a|b|c|d|no pairs")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("leef", line).Understood);
}
