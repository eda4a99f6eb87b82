using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds;

public sealed class FeedCursorsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-cursors-").FullName;
    private readonly MemoryJournal journal = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string At => Path.Combine(folder, "cursors");

    [Fact]
    public async Task TheLastCursorOfEachFeedIsFoundInTheJournal()
    {
        await journal.Append([Line("a", "1"), Line("b", "2"), Line("a", "3"), Line("a", null)], Stop);
        var found = await Recover();
        Assert.Equal(("3", "2", null), (found.Of(new("a")), found.Of(new("b")), found.Of(new("c"))));
    }

    [Fact]
    public async Task WhatTheFileHoldsOutlivesTheJournalsForgetting()
    {
        await journal.Append([Line("a", "1")], Stop);
        Assert.True((await Recover()).Save());
        var emptied = new MemoryJournal();
        Assert.Equal("1", (await FeedCursors.Recover(At, emptied, NullLogger.Instance, Stop)).Of(new("a")));
    }

    [Fact]
    public async Task AnOlderArrivalDoesNotTurnAPositionBack()
    {
        await journal.Append([Line("a", "1"), Line("a", "2")], Stop);
        var found = await Recover();
        found.Note(journal.Kept[0]);
        Assert.Equal("2", found.Of(new("a")));
    }

    [Fact]
    public async Task ADamagedFileIsAsNone()
    {
        await File.WriteAllTextAsync(At, "{half", Stop);
        await journal.Append([Line("a", "1")], Stop);
        Assert.Equal("1", (await Recover()).Of(new("a")));
    }

    private Task<FeedCursors> Recover() => FeedCursors.Recover(At, journal, NullLogger.Instance, Stop);

    private static Arrival Line(string feed, string? cursor) =>
        new(new CityId("c"), new FeedId(feed), 0, default, Assurance.None, null, cursor, default, false);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
