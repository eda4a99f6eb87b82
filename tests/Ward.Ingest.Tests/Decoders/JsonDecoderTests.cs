namespace Ward.Ingest.Tests.Decoders;

public sealed class JsonDecoderTests
{
    [Fact]
    public void KnownPathsFillTheModelAndTheRestStaysUnderItsOwnName()
    {
        var read = Decoded.Line("json", """{"time":"2026-03-01T11:00:00Z","class_uid":3002,"activity_id":1,"status_id":2,"product":"windows","service":"security","src_endpoint":{"ip":"203.0.113.7","port":22},"user.name":"a\u00e9","EventID":4625,"deep":{"list":[1,{"x":true},null,"z"]}}""");
        Assert.Equal((EventClass.Authentication, 1, 2), (read.Class, read.Activity, read.Status));
        Assert.Equal(new LogSource("", "windows", "security"), read.Source);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), read.Time);
        Assert.Equal(["203.0.113.7", "22", "aé", "4625", "1", "true"], new[] { "src_endpoint.ip", "src_endpoint.port", "user.name", "EventID", "deep.list", "deep.list.x" }.Select(p => read[p]));
        Assert.False(read.Proven);
    }

    [Fact]
    public void EpochMillisecondsAreATime() =>
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1772362800123), Decoded.Line("json", """{"time":1772362800123}""").Time);

    [Fact]
    public void ADoubledMemberDoesNotReplaceTheFirst() =>
        Assert.Equal("203.0.113.7", Decoded.Line("json", """{"src_endpoint":{"ip":"203.0.113.7"},"src_endpoint.ip":"10.0.0.1"}""")["src_endpoint.ip"]);

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("\"x\"")]
    [InlineData("""{"a":"\ud800"}""")]
    public void WhatIsNotOneObjectIsNotUnderstood(string line) => Assert.False(Decoded.Line("json", line).Understood);

    [Theory]
    [InlineData("""{"a":1}""", EventClass.Base)]
    [InlineData("Mar  1 11:59:58 gate sshd[1]: Invalid user a from 203.0.113.7 port 1", EventClass.Authentication)]
    [InlineData("Mar  1 11:59:58 gate su[1]: pam_unix(su:session): session opened for user root by ann(uid=1)", EventClass.Authentication)]
    [InlineData("Mar  1 11:59:58 gate kernel: drop IN=e OUT= SRC=203.0.113.7 DST=192.0.2.1 PROTO=UDP SPT=1 DPT=2", EventClass.NetworkActivity)]
    [InlineData("203.0.113.7 - - [01/Mar/2026:11:59:58 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"", EventClass.HttpActivity)]
    public void AutoChoosesByTheLineItself(string line, EventClass expected)
    {
        var read = Decoded.Line("auto", line);
        Assert.True(read.Understood);
        Assert.Equal(expected, read.Class);
    }
}
