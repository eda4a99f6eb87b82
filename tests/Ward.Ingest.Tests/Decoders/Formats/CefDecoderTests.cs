namespace Ward.Ingest.Tests.Decoders.Formats;

public sealed class CefDecoderTests
{
    [Theory]
    [InlineData("CEF:0|Example|Guard|1.0|100|Connection denied|5|src=203.0.113.7 spt=5022 dst=192.0.2.1 dpt=22 proto=TCP act=blocked msg=Two words cs1Label=rule cs1=deny all", EventClass.NetworkActivity, 5, 2, "src_endpoint.ip=203.0.113.7 | src_endpoint.port=5022 | dst_endpoint.port=22 | status_detail=Two words | cs1=deny all | rule=deny all | disposition=blocked | severity_id=3 | metadata.product.name=Guard | metadata.event_code=100 | name=Connection denied")]
    [InlineData("<134>Mar  1 11:59:58 gate CEF:0|Exa\\|mple|Guard|1.0|100|a \\\\ b|10|suser=ann duser=root msg=a\\=b c\\nd", EventClass.Base, 0, 0, "metadata.product.vendor_name=Exa|mple | activity_name=a \\ b | actor.user.name=ann | user.name=root | status_detail=a=b c\nd | severity_id=5 | device.hostname=gate")]
    [InlineData("CEF:0|Example|Guard|1.0|login|Login|Low|suser=ann outcome=failure request=https://x.example/?a\\=b", EventClass.Base, 0, 2, "http_request.url.url_string=https://x.example/?a=b | severity_id=2 | status=failure")]
    public void HeaderAndExtensionAreRead(string line, EventClass eventClass, int activity, int status, string fields)
    {
        var read = Expect.Line("cef", line, eventClass, activity, status, fields);
        Assert.False(read.Proven);
        Assert.Equal("guard", read.Source.Service);
    }

    [Fact]
    public void AnEscapedSignForgesNoKey() =>
        Expect.Line("cef", "CEF:0|E|G|1|1|n|1|duser=x src\\=10.0.0.1 y src=203.0.113.7", EventClass.Base, 0, 0, "src_endpoint.ip=203.0.113.7 | user.name=x src=10.0.0.1 y");

    [Theory]
    [InlineData("CEF:0|Example|Guard|1.0|100|no more")]
    [InlineData("CEF:x|a|b|c|d|e|f|g=h")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("cef", line).Understood);
}
