namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class NginxErrorDecoderTests
{
    private const string Head = "2026/03/01 11:59:58 [error] 42#43: *5 ";
    private const string Tail = ", client: 203.0.113.7, server: _, request: \"GET /x HTTP/1.1\", host: \"city.example\"";

    [Theory]
    [InlineData("open() \"/srv/x\" failed (2: No such file or directory)", EventClass.HttpActivity, 3, "http_request.url.hostname=city.example | connection_info.uid=5 | process.pid=42")]
    [InlineData("user \"ann\": password mismatch", EventClass.Authentication, 1, "user.name=ann")]
    [InlineData("user \"eve\" was not found in \"/etc/htpasswd\"", EventClass.Authentication, 1, "user.name=eve")]
    [InlineData("limiting requests, excess: 5.5 by zone \"one\"", EventClass.HttpActivity, 3, "disposition=Rejected")]
    public void ALineNamesItsClient(string text, EventClass eventClass, int activity, string fields)
    {
        var read = Expect.Line("nginx-error", Head + text + Tail, eventClass, activity, 2, fields + " | src_endpoint.ip=203.0.113.7");
        Assert.True(read.Proven);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero), read.Time);
    }

    [Fact]
    public void APathThatNamesAClientLeavesNoneToBelieve()
    {
        var read = Expect.Line("nginx-error", Head + "open() \"/srv/, client: 10.0.0.1, server\" failed" + Tail, EventClass.HttpActivity, 3, 2, "src_endpoint.ip=");
        Assert.False(read.Proven);
    }

    [Fact]
    public void ACrashIsAnError() => Expect.Line("nginx-error", "2026/03/01 11:59:58 [alert] 1#1: worker process 5 exited on signal 6 (core dumped)", EventClass.ApplicationError, 1, 2, "metadata.log_level=alert");

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("nginx-error", "2026/03/01 11:59:58 error x").Understood);
}
