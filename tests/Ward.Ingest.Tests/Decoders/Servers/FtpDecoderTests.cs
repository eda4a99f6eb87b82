namespace Ward.Ingest.Tests.Decoders.Servers;

public sealed class FtpDecoderTests
{
    [Theory]
    [InlineData("vsftpd[42]: [ann] FAIL LOGIN: Client \"203.0.113.7\"", EventClass.Authentication, 1, 2, "user.name=ann")]
    [InlineData("vsftpd[42]: [ann] OK LOGIN: Client \"::ffff:203.0.113.7\"", EventClass.Authentication, 1, 1, "user.name=ann")]
    [InlineData("vsftpd[42]: CONNECT: Client \"203.0.113.7\"", EventClass.NetworkActivity, 1, 1, "user.name=")]
    [InlineData("vsftpd[42]: [ann] OK UPLOAD: Client \"203.0.113.7\", \"/pub/x\", 12 bytes, 3.4Kbyte/sec", EventClass.FtpActivity, 1, 1, "file.path=/pub/x")]
    [InlineData("vsftpd[42]: [ann] FAIL DELETE: Client \"203.0.113.7\", \"/pub/x\"", EventClass.FtpActivity, 4, 2, "file.path=/pub/x")]
    [InlineData("proftpd[42]: files (client.example[203.0.113.7]) - USER ann: Login successful.", EventClass.Authentication, 1, 1, "user.name=ann")]
    [InlineData("proftpd[42]: files (client.example[203.0.113.7]) - USER ann (Login failed): Incorrect password.", EventClass.Authentication, 1, 2, "user.name=ann")]
    [InlineData("proftpd[42]: files (client.example[203.0.113.7]) - USER eve: no such user found from client.example [203.0.113.7] to 192.0.2.1:21", EventClass.Authentication, 1, 2, "user.name=eve")]
    [InlineData("proftpd[42]: files (client.example[203.0.113.7]) - FTP session opened.", EventClass.NetworkActivity, 1, 1, "")]
    [InlineData("ftpd[42]: connection from 203.0.113.7 (host.example) at Sun Mar  1 11:59:58 2026", EventClass.NetworkActivity, 1, 1, "src_endpoint.hostname=host.example")]
    [InlineData("ftpd[42]: ANONYMOUS FTP LOGIN FROM 203.0.113.7,  (anonymous)", EventClass.Authentication, 1, 1, "user.name=anonymous")]
    public void ALineNamesItsClient(string message, EventClass eventClass, int activity, int status, string fields)
    {
        var read = Expect.Line("ftp", "Mar  1 11:59:58 files " + message, eventClass, activity, status, fields.Length == 0 ? "src_endpoint.ip=203.0.113.7" : fields + " | src_endpoint.ip=203.0.113.7");
        Assert.True(read.Proven);
    }

    [Fact]
    public void VsftpdsOwnFileHasItsOwnTime()
    {
        var read = Expect.Line("ftp", "Sun Mar  1 11:59:58 2026 [pid 2] [ann] FAIL LOGIN: Client \"203.0.113.7\"", EventClass.Authentication, 1, 2, "user.name=ann");
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero), read.Time);
    }

    [Theory]
    [InlineData("vsftpd[42]: [x] FAIL LOGIN: Client \"10.0.0.1\" y] FAIL LOGIN: Client \"203.0.113.7\"")]
    [InlineData("proftpd[42]: files (c[203.0.113.7]) - USER x (y[10.0.0.1]) - USER z (Login failed): Incorrect password.")]
    public void AUserNameForgesNoAddress(string message) => Assert.NotEqual("10.0.0.1", Decoded.Line("ftp", "Mar  1 11:59:58 files " + message)["src_endpoint.ip"]);

    [Fact]
    public void OtherLinesAreNotUnderstood() => Assert.False(Decoded.Line("ftp", "Mar  1 11:59:58 files app[42]: [ann] FAIL LOGIN: Client \"203.0.113.7\"").Understood);
}
