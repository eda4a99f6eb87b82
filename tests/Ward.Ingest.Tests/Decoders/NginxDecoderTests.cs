namespace Ward.Ingest.Tests.Decoders;

public sealed class NginxDecoderTests
{
    private const string Tail = "[01/Mar/2026:11:59:58 +0100] \"GET /a/b?x=1&y HTTP/1.1\" 404 153 \"https://ref.example/\" \"curl/8 (x)\"";

    [Fact]
    public void TheCombinedFormIsReadInFull()
    {
        var read = Decoded.Line("nginx", $"203.0.113.7 - ann {Tail}");
        Assert.Equal((EventClass.HttpActivity, 3, 2, true), (read.Class, read.Activity, read.Status, read.Proven));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 59, 58, TimeSpan.Zero), read.Time);
        Assert.Equal(
            ["203.0.113.7", "ann", "GET", "/a/b", "x=1&y", "1.1", "404", "153", "https://ref.example/", "curl/8 (x)", "nginx"],
            new[]
            {
                "src_endpoint.ip", "user.name", "http_request.http_method", "http_request.url.path", "http_request.url.query_string", "http_request.version", "http_response.code",
                "traffic.bytes_out", "http_request.referrer", "http_request.user_agent", "metadata.log_provider",
            }.Select(p => read[p]));
    }

    [Theory]
    [InlineData("a [01/Jan/2020:00:00:00 +0000] \\x22GET / HTTP/1.1\\x22 200 0 ")]
    [InlineData("10.0.0.1 - - [01/Jan/2020:00:00:00 +0000] ")]
    public void AUserNameForgesNeitherTimeNorSource(string user)
    {
        var read = Decoded.Line("nginx", $"203.0.113.7 - {user} {Tail}");
        Assert.Equal("203.0.113.7", read["src_endpoint.ip"]);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 59, 58, TimeSpan.Zero), read.Time);
    }

    [Fact]
    public void ARequestThatIsNotHttpIsKeptAsItCame()
    {
        var read = Decoded.Line("nginx", "2001:db8::7 - - [01/Mar/2026:11:59:58 +0000] \"\\x16\\x03\\x01\" 400 157 \"-\" \"-\"");
        Assert.Equal((true, 99, "2001:db8::7", "\\x16\\x03\\x01"), (read.Understood, read.Activity, read["src_endpoint.ip"], read["message"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("203.0.113.7 - - [01/Mar/2026:11:59:58 +0000] \"GET / HTTP/1.1\" 404")]
    [InlineData("1 - - [01/Mar/2026:11:59:58 +0000] \"GET / HTTP/1.1\" 404 1 \"-\" \"-\"")]
    public void WhatIsNotAnAccessLineIsNotUnderstood(string line) => Assert.False(Decoded.Line("nginx", line).Understood);
}
