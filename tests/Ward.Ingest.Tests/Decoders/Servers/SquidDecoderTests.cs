namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class SquidDecoderTests
{
    [Theory]
    [InlineData("TCP_MISS/200 4512 GET http://www.example.org/a?b ann HIER_DIRECT/192.0.2.34 text/html", 3, 1, "http_request.url.hostname=www.example.org | http_request.url.path=http://www.example.org/a | http_request.url.query_string=b | user.name=ann | dst_endpoint.ip=192.0.2.34 | http_response.content_type=text/html | disposition=Allowed | cs-host=www.example.org")]
    [InlineData("TCP_TUNNEL/200 39 CONNECT www.example.org:443 - HIER_DIRECT/192.0.2.34 -", 1, 1, "http_request.url.hostname=www.example.org | http_request.url.port=443 | user.name=")]
    [InlineData("TCP_DENIED/403 3900 POST http://bad.example/ - HIER_NONE/- text/html", 6, 2, "disposition=Blocked | http_response.code=403 | code=TCP_DENIED | dst_endpoint.ip=")]
    [InlineData("NONE/000 0 GET error:transaction-end-before-headers - HIER_NONE/- -", 3, 0, "http_response.code=")]
    public void ARequestIsReadFromBothEnds(string rest, int activity, int status, string fields)
    {
        var read = Expect.Line("squid", "1772366398.123    153 203.0.113.7 " + rest, EventClass.HttpActivity, activity, status, fields + " | src_endpoint.ip=203.0.113.7 | duration=153");
        Assert.True(read.Proven);
        Assert.Equal("proxy", read.Source.Category);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, 123, TimeSpan.Zero), read.Time);
    }

    [Theory]
    [InlineData("1772366398.123 x 203.0.113.7 TCP_MISS/200 1 GET http://x/ - HIER_NONE/- -")]
    [InlineData("1772366398.123 1 203.0.113.7 TCP_MISS/200 1 GET")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("squid", line).Understood);
}
