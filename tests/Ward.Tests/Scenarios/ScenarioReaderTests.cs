using System.Text;
using Ward.Ingest;
using Ward.Scenarios;
using Ward.Tests.Configuration;

namespace Ward.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    [Theory]
    [InlineData("2018-03-16T02:11:00.500000+00:00 bastion sshd[1]: x", "2018-03-16T02:11:00.5Z")]
    [InlineData("2018-03-16T04:11:00+02:00 bastion sshd[1]: x", "2018-03-16T02:11:00Z")]
    [InlineData("Mar  6 02:11:00 fw kernel: x", "2018-03-06T02:11:00Z")]
    [InlineData("192.0.2.1 - - [16/Mar/2018:02:11:00 +0000] \"GET / HTTP/1.1\" 200 1", "2018-03-16T02:11:00Z")]
    public void ALineTellsItsTime(string line, string time)
    {
        Assert.True(LineClock.TryRead(Encoding.UTF8.GetBytes(line), 2018, out var read));
        Assert.Equal(DateTimeOffset.Parse(time, null), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no time here at all, although it is long enough")]
    [InlineData("2018-99-99T99:99:99 bastion")]
    [InlineData("[not/a/date:at:all:anywhere]")]
    public void ALineWithoutATimeSaysSo(string line) =>
        Assert.False(LineClock.TryRead(Encoding.UTF8.GetBytes(line), 2018, out _));

    [Fact]
    public void TimeNeverRunsBackwardsWithinAFeed()
    {
        var file = "Mar 16 02:00:00 h a: one\nMar 16 01:00:00 h a: two\nthree without a time\n"u8.ToArray();

        var lines = LineClock.Stamp(new FeedId("f"), file, new(2018, 3, 16, 0, 0, 0, TimeSpan.Zero)).ToList();

        Assert.Equal([2, 2, 2], lines.Select(l => l.Received.Hour));
    }

    [Fact]
    public void AFolderThatIsNoScenarioIsRefused()
    {
        using var folder = new TemporaryFolder();

        Assert.EndsWith("expected a readable file, found none", Assert.IsType<ScenarioReading.Refused>(ScenarioReader.Read(folder.Path)).Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFileOfAScenarioIsChecked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("scenario.yaml", "name: n\nreplays: r\nstart: 2018-03-16T00:00Z\ncity: c.yaml\nmandates: m.yaml\nexpect: e.yaml\nfeeds: [{id: f, file: none.log}]\n");
        folder.Write("c.yaml", "id: c\n");
        folder.Write("m.yaml", "mandate: []\n");
        folder.Write("e.yaml", "incidents: [{severity: hihg}]\n");

        var files = Assert.IsType<ScenarioReading.Refused>(ScenarioReader.Read(folder.Path)).Problems.Select(p => Path.GetFileName(p.File)).Distinct();

        Assert.Equal(["scenario.yaml", "c.yaml", "m.yaml", "e.yaml"], files);
    }
}
