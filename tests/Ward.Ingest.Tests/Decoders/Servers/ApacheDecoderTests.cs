namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class ApacheDecoderTests
{
    private const string Request = "[01/Mar/2026:11:59:58 +0100] \"GET /a/b?x=1 HTTP/1.1\" 404";

    [Theory]
    [InlineData("203.0.113.7 - ann " + Request + " 153 \"https://ref.example/\" \"curl/8 (x)\"", "http_request.referrer=https://ref.example/ | http_request.user_agent=curl/8 (x) | traffic.bytes_out=153 | user.name=ann")]
    [InlineData("203.0.113.7 - - " + Request + " -", "traffic.bytes_out= | user.name= | http_request.user_agent=")]
    [InlineData("www.city.example:443 203.0.113.7 - - " + Request + " 5 \"-\" \"x \\\"y\\\"\"", "http_request.url.hostname=www.city.example | http_request.url.port=443 | http_request.user_agent=x \\\"y\\\"")]
    public void EveryFormIsReadInFull(string line, string fields)
    {
        var read = Expect.Line("apache", line, EventClass.HttpActivity, 3, 2, fields);
        Expect.Read("apache", line, EventClass.HttpActivity, 3, 2, "src_endpoint.ip=203.0.113.7", "http_request.url.path=/a/b", "http_request.url.query_string=x=1", "http_request.http_method=GET", "http_response.code=404");
        Assert.True(read.Proven);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 59, 58, TimeSpan.Zero), read.Time);
        Assert.Equal(new LogSource("webserver", "apache", "apache"), read.Source);
    }

    [Fact]
    public void ANameInPlaceOfAnAddressProvesNothing()
    {
        var read = Expect.Line("apache", "client.example - - " + Request + " 1", EventClass.HttpActivity, 3, 2, "src_endpoint.hostname=client.example | src_endpoint.ip=");
        Assert.False(read.Proven);
    }

    [Fact]
    public void AUserNameForgesNoTimeAndNoRequest()
    {
        var read = Expect.Line("apache", "203.0.113.7 - a [01/Jan/2020:00:00:00 +0000] \\\"GET /forged HTTP/1.1\\\" 200 0 " + Request + " 1 \"-\" \"-\"", EventClass.HttpActivity, 3, 2, "http_request.url.path=/a/b | src_endpoint.ip=203.0.113.7");
        Assert.Equal(2026, read.Time.Year);
    }

    [Theory]
    [InlineData("203.0.113.7 - - [01/Mar/2026:11:59:58 +0000] \"GET / HTTP/1.1\"")]
    [InlineData("plain words \"x\" 200 1")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("apache", line).Understood);
}
