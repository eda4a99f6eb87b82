using System.Globalization;
using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;
using Ward.Storage.Embedded;

namespace Ward.Storage.Conformance.Journal;

/// <summary>The same assembly is started again as the process that is killed: it appends numbers and prints what was acknowledged.</summary>
public sealed class KilledJournalTests : IDisposable
{
    private const string Switch = "WARD_TEST_JOURNAL_TO_APPEND_TO";
    private const string Word = "acknowledged ";

    /// <summary>Arrivals after which what is known to be whole is forgotten, so that many kills do not read an ever longer journal.</summary>
    private const int Forgotten = 50_000;

    /// <summary>How often it is killed; WARD_KILLS_JOURNAL=1000 for the long run.</summary>
    private static readonly int Kills = KillTally.HowOften("WARD_KILLS_JOURNAL", 50);

    private readonly string folder = Environment.GetEnvironmentVariable(Switch) ?? Directory.CreateTempSubdirectory("ward-killed-").FullName;

    [Fact]
    public async Task NothingAcknowledgedIsLostByKills()
    {
        var stop = TestContext.Current.CancellationToken;
        var chance = new Random(7);
        var tally = new KillTally("journal");
        long total = 0, kept = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var acknowledged = await AppendUntilKilled(chance.Next(5, 60), TimeSpan.FromMilliseconds(chance.Next(0, 15)), stop);
            await using var journal = new JournalLog(Options(folder));
            var (found, last) = (new List<long>(), 0L);
            await foreach (var arrival in journal.Read(0, journal.End, stop))
            {
                found.Add(NumberOf(arrival));
                last = arrival.Offset;
            }

            var next = tally.Count(kept, acknowledged, found);
            Assert.True(acknowledged > total, "the child got nowhere");
            Assert.True((tally.Lost, tally.Doubled) == (0, 0), tally.ToString());
            total = next;
            if (found.Count < Forgotten) continue;
            journal.TruncateBefore(last);
            kept = found[^1];
        }

        TestContext.Current.TestOutputHelper?.WriteLine(tally.ToString());
    }

    private static long NumberOf(Arrival arrival) => long.Parse(Encoding.UTF8.GetString(arrival.Line.Span).TrimEnd('.'), CultureInfo.InvariantCulture);

    /// <summary>Run by the test above in a process of its own; not a test by itself.</summary>
    [Fact(Explicit = true)]
    public async Task AppendsUntilKilled() =>
        await AppendForever(Environment.GetEnvironmentVariable(Switch) ?? throw new InvalidOperationException($"needs {Switch}"));

    private static JournalOptions Options(string folder) => new() { Folder = folder, SegmentBytes = 1 << 20, MemoryBytes = 1 << 20 };

    private Task<long> AppendUntilKilled(int acknowledgements, TimeSpan later, CancellationToken stop) =>
        KilledChild.Run(typeof(KilledJournalTests), nameof(AppendsUntilKilled), Switch, folder, Word, acknowledgements, later, stop);

    private static async Task AppendForever(string folder)
    {
        var journal = new JournalLog(Options(folder));
        long next = 0;
        await foreach (var arrival in journal.Read(0, journal.End, CancellationToken.None)) next = NumberOf(arrival) + 1;
        var chance = new Random((int)next);
        while (true)
        {
            var batch = new List<Arrival>();
            for (var n = chance.Next(1, 400); n > 0; n--)
                batch.Add(new(new CityId("c"), new FeedId("f"), 0, DateTimeOffset.UnixEpoch, Assurance.None, null, null, Encoding.UTF8.GetBytes($"{next++}".PadRight(chance.Next(10, 300), '.')), false));
            await journal.Append(batch, CancellationToken.None);
            Console.Out.WriteLine($"{Word}{next}");
            Console.Out.Flush();
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
