using System.Net;

namespace Ward.Cli.Tests;

public sealed class IngestCommandTests : IDisposable
{
    private const string Path = "/api/v1/ingest/web";
    private readonly Desk desk = new Desk().WithServer();
    private readonly ComingStream coming = new();
    private readonly CancellationTokenSource stop = new();

    public IngestCommandTests()
    {
        desk.Answers[$"POST {Path}"] = (HttpStatusCode.OK, """{"lines":1}""");
        desk.Bytes = coming;
    }

    private List<string> Posted => [.. desk.Asked.ToArray().Select(a => a.Body)];

    [Fact]
    public async Task LinesThatComeSlowlyArePostedAfterASecondAndTheRestAtTheEnd()
    {
        var running = desk.Run(stop.Token, "ingest", "web");
        await coming.Bring("a\nhal");
        await Posts(1);
        await coming.Bring("f\nb\n");
        await Posts(2);
        await coming.Bring("rest");
        coming.End();
        Assert.Equal(Exit.Done, await running);
        Assert.Equal(["a\n", "half\nb\n", "rest"], Posted);
        Assert.Equal($"3 lines are durable in web{Environment.NewLine}", desk.Out.ToString());
    }

    [Theory]
    [InlineData("a\nhal")]
    [InlineData("{\"n\":1}")]
    public async Task WhatHadComeAtCtrlCIsPosted(string text)
    {
        var running = desk.Run(stop.Token, "ingest", "web");
        await coming.Bring(text);
        await stop.CancelAsync();
        Assert.Equal(Exit.Failed, await running);
        Assert.Equal([text], Posted);
        Assert.Equal($"ward: stopped; 1 lines are durable in web{Environment.NewLine}", desk.Error.ToString());
    }

    [Fact]
    public async Task WhatIsNotPostedSoonAfterCtrlCIsTold()
    {
        desk.Holds = true;
        var running = desk.Run(stop.Token, "ingest", "web");
        await coming.Bring("a\n");
        await stop.CancelAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(Exit.Failed, await running.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal($"ward: stopped; 0 lines are durable in web; the last ones were not posted: no answer in time{Environment.NewLine}", desk.Error.ToString());
    }

    [Fact]
    public async Task ManyLinesGoInLargeBodiesThatEndWithALine()
    {
        var line = new string('x', 999) + "\n";
        var running = desk.Run(stop.Token, "ingest", "web");
        for (var i = 0; i < 60; i++) await coming.Bring(string.Concat(Enumerable.Repeat(line, 50)));
        coming.End();
        Assert.Equal(Exit.Done, await running);
        Assert.Equal(3, Posted.Count);
        Assert.All(Posted, p => Assert.EndsWith("x\n", p, StringComparison.Ordinal));
        Assert.Equal(3_000_000, Posted.Sum(p => p.Length));
    }

    [Fact]
    public async Task ADocumentIsPostedByItsRecords()
    {
        var running = desk.Run(stop.Token, "ingest", "web");
        await coming.Bring("[");
        await coming.Bring("{\"n\":1},{\"n\":2}]");
        coming.End();
        Assert.Equal(Exit.Done, await running);
        Assert.Equal(["{\"n\":1}\n{\"n\":2}\n"], Posted);
    }

    public void Dispose()
    {
        stop.Dispose();
        desk.CleanUp();
    }

    private async Task Posts(int count)
    {
        for (var i = 0; i < 2000 && desk.Asked.Count < count; i++)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(count, desk.Asked.Count);
    }
}
