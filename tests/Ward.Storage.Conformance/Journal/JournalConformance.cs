using System.Net;
using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Storage.Conformance.Journal;

/// <summary>What every journal must do, whoever provides it.</summary>
public abstract class JournalConformance : IDisposable
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("ward-journal-").FullName;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens the journal that keeps its state under <see cref="Folder"/>.</summary>
    protected abstract IJournal Open();

    protected static Arrival Line(string text, string? cursor = null) =>
        new(new CityId("c"), new FeedId("f"), 0, Noon, Assurance.Authenticated, null, cursor, Encoding.UTF8.GetBytes(text), false);

    protected static async Task<List<string>> All(IJournal journal, long from = 0)
    {
        var lines = new List<string>();
        await foreach (var arrival in journal.Read(from, journal.End, Stop)) lines.Add(Encoding.UTF8.GetString(arrival.Line.Span));
        return lines;
    }

    [Fact]
    public async Task WhatWasAppendedComesBackInOrder()
    {
        await using var journal = Open();
        await journal.Append([Line("a"), Line("b")], Stop);
        await journal.Append([Line("c")], Stop);
        Assert.Equal(["a", "b", "c"], await All(journal));
    }

    [Fact]
    public async Task EveryPartOfAnArrivalComesBack()
    {
        await using var journal = Open();
        Arrival[] sent =
        [
            new(new CityId("Zürich"), new FeedId("ssh"), 0, Noon.AddTicks(7), Assurance.Session, IPAddress.Parse("192.0.2.1"), "8:9:10", new byte[] { 0, 255, 10 }, true),
            new(new CityId("c"), new FeedId("x"), 0, Noon, Assurance.None, IPAddress.Parse("2001:db8::1"), null, Array.Empty<byte>(), false),
        ];
        await journal.Append(sent, Stop);
        var at = 0;
        await foreach (var got in journal.Read(0, journal.End, Stop))
        {
            var expected = sent[at++];
            Assert.Equal(expected with { Offset = 0, Line = default }, got with { Offset = 0, Line = default });
            Assert.Equal(expected.Line.ToArray(), got.Line.ToArray());
        }

        Assert.Equal(2, at);
    }

    [Fact]
    public async Task OffsetsGrowAndTheEndIsNotBeforeThem()
    {
        await using var journal = Open();
        await journal.Append([.. Enumerable.Range(0, 50).Select(i => Line($"{i}"))], Stop);
        var last = 0L;
        await foreach (var arrival in journal.Read(0, journal.End, Stop))
        {
            Assert.True(arrival.Offset > last);
            last = arrival.Offset;
        }

        Assert.True(journal.End > last);
    }

    [Fact]
    public async Task ReadingMayBeginAtAnyOffset()
    {
        await using var journal = Open();
        await journal.Append([.. Enumerable.Range(0, 9).Select(i => Line($"{i}"))], Stop);
        var offsets = new List<long>();
        await foreach (var arrival in journal.Read(0, journal.End, Stop)) offsets.Add(arrival.Offset);
        Assert.Equal(["5", "6", "7", "8"], await All(journal, offsets[4] + 1));
    }

    [Fact]
    public async Task AReaderAtTheEndHearsOfTheNextArrival()
    {
        await using var journal = Open();
        await using var reader = journal.ReadFrom(0, Stop).GetAsyncEnumerator(Stop);
        var next = reader.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await journal.Append([Line("late")], Stop);
        Assert.True(await next);
        Assert.Equal("late", Encoding.UTF8.GetString(reader.Current.Line.Span));
    }

    [Fact]
    public async Task AStoppedReaderEnds()
    {
        await using var journal = Open();
        using var stop = new CancellationTokenSource();
        await using var reader = journal.ReadFrom(0, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = reader.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task ReopeningFindsEverything()
    {
        await using (var journal = Open()) await journal.Append([Line("a"), Line("b")], Stop);
        await using var again = Open();
        await again.Append([Line("c")], Stop);
        Assert.Equal(["a", "b", "c"], await All(again));
    }

    [Fact]
    public async Task ManyAppendersLoseNothingAndKeepTheirOwnOrder()
    {
        await using var journal = Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++) await journal.Append([Line($"{w} {i}")], Stop);
            },
            Stop)));
        var lines = await All(journal);
        Assert.Equal(400, lines.Count);
        foreach (var own in lines.GroupBy(l => l[0]))
            Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{own.Key} {i}"), own);
    }

    [Fact]
    public async Task ABatchLargerThanTheMemoryIsKeptWhole()
    {
        await using var journal = Open();
        var line = new string('x', 60_000);
        await journal.Append([.. Enumerable.Range(0, 200).Select(_ => Line(line))], Stop);
        var lines = await All(journal);
        Assert.Equal(200, lines.Count);
        Assert.All(lines, l => Assert.Equal(line, l));
    }

    [Fact]
    public async Task TruncationKeepsWhatIsAtOrAfterTheOffset()
    {
        long middle;
        await using (var journal = Open())
        {
            await journal.Append([.. Enumerable.Range(0, 1000).Select(i => Line($"old {i} {new string('-', 2000)}"))], Stop);
            middle = journal.End;
            await journal.Append([Line("new")], Stop);
            journal.TruncateBefore(middle);
            await journal.Append([Line("newer")], Stop);
            Assert.Equal(["new", "newer"], await All(journal, middle));
        }

        await using var again = Open();
        var all = await All(again);
        Assert.Equal(["new", "newer"], all[^2..]);
        Assert.True(all.Count < 1002, "nothing was forgotten");
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(Folder, recursive: true);
    }
}
