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

    /// <summary>How often it is killed; WARD_KILLS=1000 for the long run.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("WARD_KILLS") ?? "50", CultureInfo.InvariantCulture);

    private readonly string folder = Environment.GetEnvironmentVariable(Switch) ?? Directory.CreateTempSubdirectory("ward-killed-").FullName;

    [Fact]
    public async Task NothingAcknowledgedIsLostByKills()
    {
        var stop = TestContext.Current.CancellationToken;
        var chance = new Random(7);
        long total = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var acknowledged = await AppendUntilKilled(chance.Next(5, 60), stop);
            await using var journal = new JournalLog(Options(folder));
            long number = 0;
            await foreach (var arrival in journal.Read(0, journal.End, stop))
            {
                Assert.Equal($"{number}", Encoding.UTF8.GetString(arrival.Line.Span).TrimEnd('.'));
                number++;
            }

            Assert.True(number >= acknowledged, $"acknowledged {acknowledged}, found {number}");
            Assert.True(acknowledged > total, "the child got nowhere");
            total = number;
        }

        TestContext.Current.SendDiagnosticMessage($"journal: {Kills} kills, {total} arrivals, none lost");
    }

    /// <summary>Run by the test above in a process of its own; not a test by itself.</summary>
    [Fact(Explicit = true)]
    public async Task AppendsUntilKilled() =>
        await AppendForever(Environment.GetEnvironmentVariable(Switch) ?? throw new InvalidOperationException($"needs {Switch}"));

    private static JournalOptions Options(string folder) => new() { Folder = folder, SegmentBytes = 1 << 20, MemoryBytes = 1 << 20 };

    private Task<long> AppendUntilKilled(int acknowledgements, CancellationToken stop) =>
        KilledChild.Run(typeof(KilledJournalTests), nameof(AppendsUntilKilled), Switch, folder, Word, acknowledgements, TimeSpan.Zero, stop);

    private static async Task AppendForever(string folder)
    {
        var journal = new JournalLog(Options(folder));
        long next = 0;
        await foreach (var _ in journal.Read(0, journal.End, CancellationToken.None)) next++;
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
