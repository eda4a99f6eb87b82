using System.Text.Json.Nodes;

namespace Ward.Cli.Tests;

public sealed class CoverageCommandTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task WithoutFilesItListsTheSourcesWithWhatTheyWereTestedAgainst()
    {
        Assert.Equal(0, await desk.Run("feeds", "coverage"));
        Assert.Matches("(?m)sshd .*loghub OpenSSH_2k", desk.Out.ToString());
        Assert.Matches("(?m)cisco-asa .*not verified", desk.Out.ToString());
        Assert.Matches("(?m)evtx .*not verified", desk.Out.ToString());
        Assert.All(desk.Out.ToString().Split('\n'), line => Assert.True(line.TrimEnd().Length <= 120, line));
    }

    [Fact]
    public async Task WithAFileItSaysHowMuchIsUnderstoodByWhomAndWhatIsNot()
    {
        var file = desk.Write("auth.log", "Mar  1 11:59:58 gate sshd[42]: Invalid user a from 203.0.113.7 port 1\r\n\nMar  1 11:59:58 gate thing[42]: pump \u001b[2J 17 hums");

        Assert.Equal(0, await desk.Run("feeds", "coverage", file));

        var said = desk.Out.ToString();
        Assert.Contains("50.0 % of 2 lines understood", said, StringComparison.Ordinal);
        Assert.Matches("(?m)sshd +1 +50.0 %", said);
        Assert.Contains("thing: pump ", said, StringComparison.Ordinal);
        Assert.Contains("[#J ## hums", said, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheListAndTheCountAreForOtherProgramsToo()
    {
        Assert.Equal(0, await desk.Run("feeds", "coverage", "--json"));
        var list = JsonNode.Parse(desk.Out.ToString())!;
        Assert.Contains("src_endpoint.ip", list["decoders"]!.AsArray().Single(d => (string)d!["name"]! == "sshd")!["fields"]!.AsArray().Select(f => (string)f!));
        Assert.Contains("evtx", list["forms"]!.AsArray().Select(f => (string)f!["name"]!));

        desk.Out.GetStringBuilder().Clear();
        var file = desk.Write("auth.log", "Mar  1 11:59:58 gate sshd[42]: Invalid user a from 203.0.113.7 port 1\nMar  1 11:59:58 gate thing[42]: hums\n");
        Assert.Equal(0, await desk.Run("feeds", "coverage", "--json", file));
        var counted = JsonNode.Parse(desk.Out.ToString())!;
        Assert.Equal((2, 1, "sshd"), ((int)counted["lines"]!, (int)counted["understood"]!, (string)counted["readBy"]![0]!["decoder"]!));
    }

    [Fact]
    public async Task ADocumentIsCountedByItsRecords()
    {
        var file = desk.Write("trail.json", "{\n\"Records\": [\n{\"eventVersion\":\"1.08\",\"eventSource\":\"iam.amazonaws.com\",\n\"eventName\":\"CreateUser\",\"awsRegion\":\"us-east-1\"}, 5\n]}");
        Assert.Equal(0, await desk.Run("feeds", "coverage", file));
        Assert.Contains("of 1 lines understood", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Matches("(?m)aws-cloudtrail +1 ", desk.Out.ToString());
        Assert.Contains("record 2: no JSON object", desk.Error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Set WARD_WRITE_REFERENCE=1 to write the page anew after a card has changed.</summary>
    [Fact]
    public async Task TheReferencePageIsWhatTheCardsSay()
    {
        Assert.Equal(0, await desk.Run("feeds", "coverage", "--markdown"));
        var page = Path.Combine(Root(), "docs", "reference", "decoders.md");
        if (Environment.GetEnvironmentVariable("WARD_WRITE_REFERENCE") == "1") await File.WriteAllTextAsync(page, desk.Out.ToString(), TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), desk.Out.ToString());
    }

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Ward.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("Ward.slnx is above no test.");
    }

    [Fact]
    public async Task ADecoderThatThereIsNotIsTwo()
    {
        var file = desk.Write("x.log", "a");
        Assert.Equal(2, await desk.Run("feeds", "coverage", "--decoder", "nothing", file));
        Assert.Contains("there is no decoder \"nothing\"", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNotThereIsOne() => Assert.Equal(1, await desk.Run("feeds", "coverage", Path.Combine(desk.State, "missing.log")));
}
