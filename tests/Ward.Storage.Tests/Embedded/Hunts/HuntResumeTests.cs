using Ward.Detect.Hunts;
using Ward.Ingest.Search.Language;
using Ward.Storage.Embedded.Hunts;
using Ward.Storage.Operational;

namespace Ward.Storage.Tests.Embedded.Hunts;

public sealed class HuntResumeTests
{
    private static readonly HuntId Id = new("h");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AHuntFindsWhatTheLiveWatchFound()
    {
        await using var history = await HuntHistory.Make(1, Stop);
        var hunts = history.Hunts("whole");
        var hunt = history.Hunt(hunts.Notes(Id), new HuntOptions());

        Assert.Equal(HuntEnd.Complete, await hunt.Run(_ => ValueTask.CompletedTask, Stop));

        Assert.Contains(history.Live, f => f.Detector == "guessing" && f.Evidence.Count > 1);
        Assert.Equal(history.Live.Select(RecordJson.Write), hunts.Findings(Id, 0, int.MaxValue).Select(RecordJson.Write));
        Assert.Equal((HuntHistory.Events, HuntHistory.Events, history.Live.Count, 0L), (hunt.Progress.Done, hunt.Progress.Total, hunt.Progress.Findings, hunt.Progress.WithoutSource));
    }

    [Theory, InlineData(2), InlineData(3)]
    public async Task CutAtAnyMomentAndGoneOnWithItFindsExactlyTheSame(int seed)
    {
        await using var history = await HuntHistory.Make(seed, Stop);
        for (var round = 0; round < 8; round++)
        {
            var chance = new Random((seed * 100) + round);
            var hunts = history.Hunts($"round-{round}");
            var cuts = 0;
            while (!await RunCut(history, $"round-{round}", chance)) cuts++;

            Assert.True(cuts > 0, "the hunt was never cut");
            Assert.Equal(history.Live.Select(RecordJson.Write), hunts.Findings(Id, 0, int.MaxValue).Select(RecordJson.Write));
            Assert.Equal((HuntHistory.Events, history.Live.Count), (hunts.Progress(Id).Done, hunts.Progress(Id).Findings));
        }
    }

    [Fact]
    public async Task WhatArrivesWhileAHuntIsStoppedIsNotOfIt()
    {
        await using var history = await HuntHistory.Make(4, Stop);
        var hunts = history.Hunts("stopped");
        using var stop = new CancellationTokenSource();
        var first = history.Hunt(hunts.Notes(Id), new HuntOptions { EventsAtOnce = 100 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Run(_ => Cancel(stop), stop.Token));
        history.Store.Add(new Ingest.EventBuilder().Begin(new Ingest.Journal.Arrival(HuntHistory.Town, new Ingest.FeedId("gate"), 1_000_000, HuntHistory.Noon, Ingest.Assurance.Session, null, null, "late"u8.ToArray(), false))
            .Is(Ingest.EventClass.Authentication, 1, 1, Ingest.LogSource.None).Set(Ingest.Fields.UserName, "root").Event);
        await history.Store.Flush(Stop);

        var second = history.Hunt(hunts.Notes(Id), new HuntOptions());
        Assert.True(second.TryResume(hunts.Checkpoint(Id)!));
        await second.Run(_ => ValueTask.CompletedTask, Stop);

        Assert.Equal(history.Live.Count, hunts.Progress(Id).Findings);
    }

    [Fact]
    public async Task PiecesThatAreJoinedWhileAHuntRunsAndWhileItIsStoppedLoseItNothing()
    {
        await using var history = await HuntHistory.Make(6, Stop, joined: false);
        var before = history.Store.Status.Segments;
        var hunts = history.Hunts("joined");
        using var stop = new CancellationTokenSource();
        var calls = 0;
        var first = history.Hunt(hunts.Notes(Id), new HuntOptions { EventsAtOnce = 100, CheckpointEvents = 200 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Run(
            async _ =>
            {
                // What it reads is joined under its hands, and then it is stopped.
                if (++calls == 4) await history.Store.Settle(Stop);
                if (calls == 12) await Cancel(stop);
            },
            stop.Token));
        Assert.True(history.Store.Status.Segments < before, "nothing was joined");
        await history.Store.Settle(Stop);

        var second = history.Hunt(hunts.Notes(Id), new HuntOptions());
        Assert.True(second.TryResume(hunts.Checkpoint(Id)!));
        Assert.Equal(HuntEnd.Complete, await second.Run(_ => ValueTask.CompletedTask, Stop));

        Assert.Equal(history.Live.Select(RecordJson.Write), hunts.Findings(Id, 0, int.MaxValue).Select(RecordJson.Write));
        Assert.Equal(HuntHistory.Events, hunts.Progress(Id).Done);
    }

    [Fact]
    public void WhatFeedsHadBroughtIsKeptWithTheHuntAndDamageIsSaid()
    {
        using var folder = new HuntFeeds();
        var feeds = new[] { new HuntedFeed(new("a", Detect.Indicators.Reliability.B, 2), "v1", HuntHistory.Noon, "\n\0lines\n"u8.ToArray()), new HuntedFeed(new("b", Detect.Indicators.Reliability.F, 6), "v2", null, Array.Empty<byte>()) };
        var hunts = folder.With(Id, feeds);
        Assert.Equal(feeds.Select(f => (f.Named, Convert.ToHexString(f.Content.Span))), hunts.Feeds(Id).Select(f => (f.Named, Convert.ToHexString(f.Content.Span))));

        var file = Directory.GetFiles(folder.Path, "feed-0", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
        Assert.Contains(file, Assert.Throws<IOException>(() => hunts.Feeds(Id)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARangeLeavesOutWhatIsNotInIt()
    {
        await using var history = await HuntHistory.Make(5, Stop);
        var hunts = history.Hunts("range");
        var (from, until) = (HuntHistory.Noon.AddHours(1), HuntHistory.Noon.AddHours(2));

        await history.Hunt(hunts.Notes(Id), new HuntOptions(), new TimeRange.Between(from, until)).Run(_ => ValueTask.CompletedTask, Stop);

        Assert.InRange(hunts.Progress(Id).Done, 300, 400);
        Assert.All(hunts.Findings(Id, 0, int.MaxValue).SelectMany(f => f.Evidence), e => Assert.InRange(e.Time, from, until));
    }

    [Fact]
    public async Task TooManyFindingsEndIt()
    {
        await using var history = await HuntHistory.Make(6, Stop);
        var hunts = history.Hunts("many");

        Assert.Equal(HuntEnd.TooMuch, await history.Hunt(hunts.Notes(Id), new HuntOptions { MostFindings = 10 }).Run(_ => ValueTask.CompletedTask, Stop));
        Assert.InRange(hunts.Findings(Id, 0, int.MaxValue).Count, 10, 12);
    }

    [Fact]
    public async Task AStateOfOtherAnalyticsIsRefused()
    {
        await using var history = await HuntHistory.Make(7, Stop);
        var hunts = history.Hunts("other");
        await history.Hunt(hunts.Notes(Id), new HuntOptions()).Run(_ => ValueTask.CompletedTask, Stop);
        var other = new Hunt([HuntHistory.Analytics()[0]], new TimeRange.Between(null, null), history.Store, hunts.Notes(Id), TimeProvider.System, new HuntOptions());

        Assert.False(other.TryResume(hunts.Checkpoint(Id)!));
    }

    [Fact]
    public async Task AHuntThatIsRemovedOrHalfMadeIsGone()
    {
        await using var history = await HuntHistory.Make(8, Stop);
        var hunts = history.Hunts("gone");
        Directory.CreateDirectory(Path.Combine(history.Folder, "gone", "half"));
        Assert.Equal(Id, Assert.Single(hunts.All()).Id);
        hunts.Remove(Id);

        Assert.Empty(new HuntFolder(Path.Combine(history.Folder, "gone")).All());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(history.Folder, "gone")));
    }

    /// <summary>One life of the process: from the last checkpoint on until stopped, killed or done. True where it is done.</summary>
    private static async Task<bool> RunCut(HuntHistory history, string name, Random chance)
    {
        var hunts = new HuntFolder(Path.Combine(history.Folder, name));
        var options = new HuntOptions { CheckpointEvents = 1 + chance.Next(400), CheckpointFindings = 1 + chance.Next(50), EventsAtOnce = 1 + chance.Next(60) };
        var notes = chance.Next(2) == 0 ? hunts.Notes(Id) : new DyingNotes(hunts.Notes(Id), Path.Combine(history.Folder, name, "h"), chance.Next(12), chance);
        var hunt = history.Hunt(notes, options);
        if (hunts.Checkpoint(Id) is { } checkpoint) Assert.True(hunt.TryResume(checkpoint));
        using var stop = new CancellationTokenSource();
        var left = chance.Next(60);
        try
        {
            await hunt.Run(_ => left-- > 0 ? ValueTask.CompletedTask : Cancel(stop), stop.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private static async ValueTask Cancel(CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        stop.Token.ThrowIfCancellationRequested();
    }
}
