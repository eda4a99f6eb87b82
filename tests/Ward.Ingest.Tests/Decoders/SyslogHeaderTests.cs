using System.Text;
using Ward.Ingest.Decoders;

namespace Ward.Ingest.Tests.Decoders;

public sealed class SyslogHeaderTests
{
    private static readonly DateTimeOffset Received = new(2026, 1, 1, 0, 0, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("<34>1 2025-12-31T23:59:59.5Z host app 12 ID [a@1 b=\"x\\\"] y\"][c@1] hello", 34, "host", "app", "12", "hello")]
    [InlineData("<34>1 2025-12-31T23:59:59+00:00 - app - - - \uFEFFhello", 34, "", "app", "", "hello")]
    [InlineData("<34>1 - host app - - -", 34, "host", "app", "", "")]
    [InlineData("<38>Dec 31 23:59:59 host sshd[12]: hello", 38, "host", "sshd", "12", "hello")]
    [InlineData("<38>Dec 31 23:59:59 sshd[12]: hello", 38, "", "sshd", "12", "hello")]
    [InlineData("Dec 31 23:59:59 host sshd[12]: hello", -1, "host", "sshd", "12", "hello")]
    [InlineData("Dec 31 23:59:59 host sshd(pam_unix)[12]: hello", -1, "host", "sshd(pam_unix)", "12", "hello")]
    [InlineData("2025-12-31T23:59:59.123456+00:00 host kernel: [ 1.5] hello", -1, "host", "kernel", "", "[ 1.5] hello")]
    [InlineData("no header at all", -1, "", "", "", "no header at all")]
    [InlineData("<999>no priority", -1, "", "", "", "<999>no priority")]
    public void AHeaderIsReadAsFarAsItGoes(string line, int priority, string host, string app, string process, string message)
    {
        var read = SyslogHeader.Read(Encoding.UTF8.GetBytes(line), Received, TimeZoneInfo.Utc);
        Assert.Equal(priority, read.Priority);
        Assert.Equal([host, app, process, message], [Utf(read.Host), Utf(read.App), Utf(read.ProcessId), Utf(read.Message)]);
    }

    [Fact]
    public void TheMissingYearIsTheNearest()
    {
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 23, 59, 59, TimeSpan.Zero), SyslogHeader.Read("Dec 31 23:59:59 h a: m"u8, Received, TimeZoneInfo.Utc).Time);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 1, TimeSpan.Zero), SyslogHeader.Read("Jan  1 00:00:01 h a: m"u8, Received.AddMinutes(-1), TimeZoneInfo.Utc).Time);
    }

    [Fact]
    public void TheZoneOfTheFeedIsUsedWhereTheLineNamesNone()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("plus two", TimeSpan.FromHours(2), null, null);
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 22, 0, 0, TimeSpan.Zero), SyslogHeader.Read("Jan  1 00:00:00 h a: m"u8, Received, zone).Time);
    }

    private static string Utf(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
