using System.Net;

namespace Ward.Cli.Tests;

public sealed class PrescriptionsCommandTests : IDisposable
{
    private readonly Desk desk = new Desk().WithServer();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task AReplayTellsWhatHoldsThenAndNowAndWhatWouldBeChosen()
    {
        desk.Answers["GET /api/v1/plans/rx-1/replay?choose=true"] = (HttpStatusCode.OK, """
            {"id":"rx-1","incident":"i1","revision":2,"cityVersion":"aaa","at":"2026-03-02T08:00:00Z","measures":["close flow f at fw"],"status":"optimal","cost":5,"bound":5,"gap":0,"problem":null,
             "moment":{"cityVersion":"aaa","holds":true,"words":["The recorded plan holds."],"residual":[{"serviceName":"Water","before":0.4,"after":0.01,"tolerated":0.05}],"again":{"measures":["close flow f at fw"],"status":"optimal","cost":5,"bound":5,"gap":0}},
             "today":{"cityVersion":"bbb","holds":false,"words":["The recorded plan does not hold: the city has no flow f\u001b."],"residual":[],"again":{"measures":[],"status":"nothingNeeded","cost":0,"bound":0,"gap":0}}}
            """);

        Assert.Equal(0, await desk.Run("prescriptions", "replay", "rx-1", "--choose"));

        var shown = desk.Out.ToString();
        Assert.Contains("It was optimal, cost 5, bound 5", shown, StringComparison.Ordinal);
        Assert.Contains("On the model of its moment (aaa)", shown, StringComparison.Ordinal);
        Assert.Contains("Water: 40% without it, 1% with it, 5% tolerated", shown, StringComparison.Ordinal);
        Assert.Contains("On today's model (bbb)", shown, StringComparison.Ordinal);
        Assert.Contains("Now it is nothingNeeded, cost 0, bound 0, gap 0%: nothing", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown);
    }

    [Fact]
    public async Task WhyADecisionCannotBeReplayedIsSaid()
    {
        desk.Answers["GET /api/v1/plans/rx-1/replay?choose=false"] = (HttpStatusCode.OK, """{"id":"rx-1","incident":"i1","revision":2,"cityVersion":"aaa","at":"2026-03-02T08:00:00Z","measures":[],"status":"optimal","cost":5,"bound":5,"gap":0,"problem":"It cannot be replayed: too old."}""");

        Assert.Equal(0, await desk.Run("prescriptions", "replay", "rx-1"));

        Assert.Contains("It cannot be replayed: too old.", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("still that", desk.Out.ToString(), StringComparison.Ordinal);
    }
}
