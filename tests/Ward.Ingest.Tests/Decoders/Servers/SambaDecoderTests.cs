namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class SambaDecoderTests
{
    private const string Head = "Mar  1 11:59:58 files smbd_audit[42]: ";

    [Theory]
    [InlineData("ann|203.0.113.7|plans|unlinkat|ok|/srv/plans/water.dwg", 4, 1, "file.path=/srv/plans/water.dwg | share=plans | activity_name=unlinkat")]
    [InlineData("ann|203.0.113.7|open|ok|w|/srv/x", 14, 1, "file.path=/srv/x")]
    [InlineData("ann|203.0.113.7|pc7|plans|renameat|ok|/srv/a|/srv/b", 5, 1, "file.path=/srv/a | to=/srv/b | share=plans")]
    [InlineData("ann|203.0.113.7|plans|mkdirat|fail (Permission denied)|/srv/x", 1, 2, "status_detail=Permission denied")]
    public void AnOperationNamesWhoAndWhat(string message, int activity, int status, string fields)
    {
        var read = Expect.Line("samba", Head + message, EventClass.FileHosting, activity, status, fields + " | user.name=ann | src_endpoint.ip=203.0.113.7");
        Assert.True(read.Proven);
    }

    [Fact]
    public void AFileNameForgesNoOperation() => Expect.Line("samba", Head + "ann|203.0.113.7|plans|unlinkat|ok|/srv/x|10.0.0.1|open|ok|y", EventClass.FileHosting, 4, 1, "src_endpoint.ip=203.0.113.7");

    [Theory]
    [InlineData("Mar  1 11:59:58 files smbd[42]: a|b|c")]
    [InlineData("Mar  1 11:59:58 files app[42]: ann|203.0.113.7|plans|unlinkat|ok|/x")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("samba", line).Understood);
}
