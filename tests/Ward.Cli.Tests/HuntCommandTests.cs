using System.Net;
using System.Text.Json;

namespace Ward.Cli.Tests;

public sealed class HuntCommandTests : IDisposable
{
    private const string Finding = """{"kind":"finding","finding":{"time":"2026-01-02T03:04:05Z","severity":"high","title":"Guessing \u001b[2J","techniques":["T1110"],"entities":[{"kind":"source","value":"203.0.113.7"}],"expected":"fewer than 8","seen":"8 in 40 s","evidence":[{"offset":12,"line":"first"},{"offset":19,"line":"last\u0007line"}]}}""";
    private readonly Desk desk = new Desk().WithServer();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task RulesAreSentAndWhatTheyFindIsShownAsItIsFound()
    {
        var rules = Path.Combine(desk.State, "rules");
        Directory.CreateDirectory(Path.Combine(rules, "deep"));
        await File.WriteAllTextAsync(Path.Combine(rules, "deep", "a.yaml"), "title: A", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(rules, "notes.txt"), "no rule", TestContext.Current.CancellationToken);
        Begins("""{"id":"h-1","refused":["a.yaml:1: detection: expected x"]}""");
        Follow(Progress(0, 100), Progress(55, 100), Finding, Progress(57, 100), End("done", 100, 1));

        Assert.Equal(0, await desk.Run("hunt", rules, "--last", "7d"));

        var sent = JsonDocument.Parse(desk.Asked[0].Body).RootElement;
        Assert.Equal(("last 7d", Path.Combine(rules, "deep", "a.yaml"), "title: A"),
            (sent.GetProperty("time").GetString(), sent.GetProperty("rules")[0].GetProperty("name").GetString(), sent.GetProperty("rules")[0].GetProperty("text").GetString()));
        Assert.Equal(1, sent.GetProperty("rules").GetArrayLength());
        Assert.Equal("2026-01-02 03:04:05  high  Guessing \\u001B[2J [T1110]  203.0.113.7\n    seen 8 in 40 s, expected fewer than 8; events 12, 19\n    last\\u0007line\n", desk.Out.ToString());
        Assert.Equal(
            "not in force: a.yaml:1: detection: expected x\n0 %, 0 of 100 events, now at 2026-01-02 03:04:05, 1 findings, 500 events/s\n55 %, 55 of 100 events, now at 2026-01-02 03:04:05, 1 findings, 500 events/s\n"
            + "100 %, 100 of 100 events, now at -, 1 findings\nHunt h-1: 1 findings in 100 events.\n", desk.Error.ToString());
    }

    [Fact]
    public async Task OnATerminalThereIsABarAndTheFindingsStandAboveIt()
    {
        desk.Width = 120;
        Begins("""{"id":"h-1","refused":[]}""");
        Follow(Progress(50, 100), Finding, End("done", 100, 1));

        Assert.Equal(0, await desk.Run("hunt", "--query", "user:root"));

        var shown = desk.Out.ToString();
        Assert.Contains("Guessing \\u001B[2J [T1110]  203.0.113.7", shown, StringComparison.Ordinal);
        Assert.Contains("1 findings", shown, StringComparison.Ordinal);
        Assert.Contains("100%", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0007', shown);
    }

    [Fact]
    public async Task CtrlCStopsTheHuntInTheServerAndSaysHowItGoesOn()
    {
        Begins("""{"id":"h-1","refused":[]}""");
        using var stop = new CancellationTokenSource();
        desk.StopAt = ("GET /api/v1/hunts/h-1/follow", stop);
        desk.Answers["POST /api/v1/hunts/h-1/pause"] = (HttpStatusCode.OK, """{"id":"h-1","stage":"paused"}""");

        Assert.Equal(1, await desk.Run(stop.Token, "hunt", "--query", "user:root"));

        Assert.Equal("POST /api/v1/hunts/h-1/pause", $"{desk.Asked[^1].Method} {desk.Asked[^1].Path}");
        Assert.Equal("ward: stopped; 'ward hunt --resume h-1' goes on with it\n", desk.Error.ToString());
    }

    [Fact]
    public async Task AStoppedHuntGoesOn()
    {
        desk.Answers["POST /api/v1/hunts/h-1/resume"] = (HttpStatusCode.OK, """{"id":"h-1"}""");
        Follow(End("done", 100, 0));

        Assert.Equal(0, await desk.Run("hunt", "--resume", "h-1"));
        Assert.Equal("100 %, 100 of 100 events, now at -, 0 findings\nHunt h-1: 0 findings in 100 events.\n", desk.Error.ToString());
    }

    [Theory]
    [InlineData("failed", "ward: it broke off: The disk is gone.; 'ward hunt --resume h-1' tries again from where it stood")]
    [InlineData("paused", "ward: it was stopped: The disk is gone.; 'ward hunt --resume h-1' goes on with it")]
    [InlineData("done", "ward: The disk is gone.")]
    public async Task AHuntThatDidNotGetThroughIsOne(string stage, string words)
    {
        Begins("""{"id":"h-1"}""");
        Follow(End(stage, 40, 0, "The disk is gone."));

        Assert.Equal(1, await desk.Run("hunt", "--query", "user:root"));
        Assert.EndsWith(words + "\n", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonIsTheFindingsALineEach()
    {
        Begins("""{"id":"h-1"}""");
        Follow(Finding, Finding, End("done", 100, 2));

        Assert.Equal(0, await desk.Run("hunt", "--query", "user:root", "--json"));

        Assert.Equal(["T1110", "T1110"], desk.Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("techniques")[0].GetString()));
    }

    [Fact]
    public async Task TheHuntsThereAreAreATable()
    {
        desk.Answers["GET /api/v1/hunts"] = (HttpStatusCode.OK, """[{"id":"h-1","stage":"paused","title":"Guessing","asked":"2026-01-02T03:04:05Z","by":"kim","done":5,"total":10,"findings":2,"trouble":null}]""");

        Assert.Equal(0, await desk.Run("hunt", "list"));
        Assert.Matches("h-1 .*paused .*Guessing .*2026-01-02 03:04:05 .*kim .*5 of 10 .*2", desk.Out.ToString());
    }

    [Fact]
    public async Task AHuntIsRemoved()
    {
        desk.Answers["DELETE /api/v1/hunts/h-1"] = (HttpStatusCode.OK, "true");

        Assert.Equal(0, await desk.Run("hunt", "remove", "h-1"));
        Assert.Equal("Removed.\n", desk.Out.ToString());
    }

    [Theory]
    [InlineData(2, "nothing to hunt with", "hunt")]
    [InlineData(2, "expected either --last or --from and --to", "hunt", "--query", "x", "--last", "7d", "--from", "2026-01-01")]
    [InlineData(2, "--resume goes on with a hunt as it was begun", "hunt", "--resume", "h-1", "--last", "7d")]
    [InlineData(1, "there is no file or folder /nowhere/rules", "hunt", "/nowhere/rules")]
    public async Task WhatIsWrongIsSaidBeforeAnythingIsSent(int code, string words, params string[] arguments)
    {
        Assert.Equal(code, await desk.Run(arguments));
        Assert.StartsWith("ward: " + words, desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(desk.Asked);
    }

    private static string Progress(int done, int total) => $$$"""{"kind":"progress","hunt":{"id":"h-1","stage":"running","done":{{{done}}},"total":{{{total}}},"at":"2026-01-02T03:04:05Z","findings":1,"rate":500,"givesWay":false}}""";

    private static string End(string stage, int done, int findings, string? trouble = null) =>
        $$$"""{"kind":"{{{stage}}}","hunt":{"id":"h-1","stage":"{{{stage}}}","done":{{{done}}},"total":100,"findings":{{{findings}}},"withoutSource":0,"errors":0,"trouble":{{{JsonSerializer.Serialize(trouble)}}}}}""";

    private void Begins(string answer) => desk.Answers["POST /api/v1/hunts"] = (HttpStatusCode.OK, answer);

    private void Follow(params string[] lines) => desk.Answers["GET /api/v1/hunts/h-1/follow"] = (HttpStatusCode.OK, string.Join('\n', lines) + "\n");
}
