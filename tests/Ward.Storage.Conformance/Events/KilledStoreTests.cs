using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;
using Ward.Ingest.Search.Language;
using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Conformance.Events;

/// <summary>The same assembly is started again as the process that is killed: it stores numbered events, as the journal would give them again, and prints how far they are durable.</summary>
public sealed class KilledStoreTests : IDisposable
{
    private const string Switch = "WARD_TEST_STORE_TO_FILL", Word = "durable ";
    private static readonly CityId Town = new("town");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How often it is killed; WARD_KILLS_STORE=200 for the long run.</summary>
    private static readonly int Kills = KillTally.HowOften("WARD_KILLS_STORE", 12);

    private readonly string folder = Environment.GetEnvironmentVariable(Switch) ?? Directory.CreateTempSubdirectory("ward-killed-store-").FullName;

    [Fact]
    public async Task AfterEveryKillTheStoreHoldsExactlyWhatItSaysItHolds()
    {
        var stop = TestContext.Current.CancellationToken;
        var chance = new Random(11);
        var tally = new KillTally("store");
        for (var kill = 0; kill < Kills; kill++)
        {
            // From a moment after a manifest was replaced on: while pieces are written, flushed, renamed, joined, deleted.
            var durable = await FillUntilKilled(chance.Next(1, 6), TimeSpan.FromMilliseconds(chance.Next(0, 120)), stop);
            await using var store = Open(folder);
            Assert.True(store.Next >= durable, $"said to be durable up to {durable}, opened at {store.Next}");
            Assert.Equal(store.Next, store.Durable);
            var found = new List<long>();
            await foreach (var one in store.Replay(new TimeRange.Always(), new Condition.Any(), 0, Noon, stop))
            {
                found.Add(one.Offset);
                Assert.StartsWith($"line {one.Offset} ", Encoding.UTF8.GetString(one.Raw.Span), StringComparison.Ordinal);
            }

            Assert.Equal(store.Next, tally.Count(0, durable, found));
            Assert.True((tally.Lost, tally.Doubled) == (0, 0), tally.ToString());
        }

        TestContext.Current.TestOutputHelper?.WriteLine(tally.ToString());
    }

    /// <summary>Run by the test above in a process of its own; not a test by itself.</summary>
    [Fact(Explicit = true)]
    public async Task FillsUntilKilled() =>
        await FillForever(Environment.GetEnvironmentVariable(Switch) ?? throw new InvalidOperationException($"needs {Switch}"));

    private static DuckDbEventStore Open(string folder) =>
        DuckDbEventStore.Open(Town, new EventStoreOptions { Folder = folder, HotEvents = 1000, SegmentEvents = 20_000, JoinAt = 2 }, TimeProvider.System, NullLogger.Instance);

    private Task<long> FillUntilKilled(int changes, TimeSpan later, CancellationToken stop) =>
        KilledChild.Run(typeof(KilledStoreTests), nameof(FillsUntilKilled), Switch, folder, Word, changes, later, stop);

    private static async Task FillForever(string folder)
    {
        var store = Open(folder);
        var (next, said) = (store.Next, -1L);
        while (true)
        {
            for (var i = 0; i < 250; i++, next++) store.Add(Numbered(next));
            await store.Flush(CancellationToken.None);
            if (store.Durable == said) continue;
            said = store.Durable;
            Console.Out.WriteLine($"{Word}{said}");
            Console.Out.Flush();
        }
    }

    private static Event Numbered(long offset)
    {
        var line = $"line {offset} {new Random((int)offset).NextInt64():x16}";
        return new EventBuilder().Begin(new Arrival(Town, new FeedId("feed"), offset, Noon, Assurance.Session, null, null, Encoding.UTF8.GetBytes(line), false))
            .At(Noon.AddDays(offset % 2)).Set(Fields.UserName, $"user{offset % 17}").Event;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
