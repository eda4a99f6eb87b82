using System.Net;

namespace Ward.Cli.Tests;

public sealed class ExportCommandTests : IDisposable
{
    private readonly Desk desk = new Desk().WithServer();

    public void Dispose() => desk.CleanUp();

    private string Target => Path.Combine(desk.State, "out.ndjson");

    [Fact]
    public async Task TheAnswerIsTheFile()
    {
        desk.Answers["GET /api/v1/export?format=ndjson&q=user%3Aroot%20last%201d"] = (HttpStatusCode.OK, "{}\n{}\n");

        Assert.Equal(0, await desk.Run("export", "user:root", "last", "1d", "--format", "ndjson", "-o", Target));

        Assert.Equal("{}\n{}\n", await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal($"6 bytes in {Target}\n", desk.Error.ToString());
    }

    [Fact]
    public async Task AnAnswerThatBreaksOffLeavesWhatWasThere()
    {
        desk.Write("out.ndjson", "before");
        desk.Answers["GET /api/v1/export?format=ndjson&q="] = (HttpStatusCode.OK, "{}\n");
        desk.BreaksOff = true;

        Assert.Equal(1, await desk.Run("export", "--format", "ndjson", "-o", Target, "--force"));

        Assert.Equal("before", await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Target + ".part"));
        Assert.Contains("broke off", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusalLeavesNoFile()
    {
        desk.Answers["GET /api/v1/export?format=csv&q=&columns=time%2Cuser"] = (HttpStatusCode.NotFound, """{"detail":"There is no stored event that fits."}""");

        Assert.Equal(1, await desk.Run("export", "--format", "csv", "--columns", "time,user", "-o", Target));
        Assert.Equal("ward: There is no stored event that fits.\n", desk.Error.ToString());
        Assert.Empty(Directory.GetFiles(desk.State, "out*"));
    }

    [Fact]
    public async Task AFileThatIsThereIsNotReplacedUnasked()
    {
        desk.Write("out.ndjson", "before");

        Assert.Equal(2, await desk.Run("export", "-o", Target));
        Assert.Empty(desk.Asked);
    }
}
