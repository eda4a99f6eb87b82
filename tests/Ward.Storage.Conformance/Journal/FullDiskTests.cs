using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;
using Ward.Lab;
using Ward.Storage.Embedded;

namespace Ward.Storage.Conformance.Journal;

public sealed class FullDiskTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-full-").FullName;
    private SmallDisk? disk;

    [Fact]
    public async Task AFullDiskIsAnErrorAndTheJournalGoesOnWhenSpaceIsBack()
    {
        if (SmallDisk.Missing() is { } missing) Assert.Skip(missing);
        disk = new SmallDisk(folder, 8);
        var stop = TestContext.Current.CancellationToken;
        var ballast = Path.Combine(disk.Folder, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[4 << 20], stop);
        await using var journal = new JournalLog(new JournalOptions { Folder = Path.Combine(disk.Folder, "journal"), SegmentBytes = 1 << 20, MemoryBytes = 1 << 20 });

        var kept = new List<string>();
        IOException? failure = null;
        for (var i = 0; i < 1000 && failure is null; i++)
        {
            try
            {
                await journal.Append([Line($"{i} {new string('x', 20_000)}")], stop);
                kept.Add($"{i}");
            }
            catch (IOException e)
            {
                failure = e;
            }
        }

        Assert.NotNull(failure);
        await Assert.ThrowsAsync<IOException>(async () => await journal.Append([.. Enumerable.Range(0, 20).Select(n => Line($"more {n} {new string('x', 20_000)}"))], stop));
        Assert.Equal(kept, await Numbers(journal, stop));

        File.Delete(ballast);
        await journal.Append([Line("back again")], stop);
        Assert.Equal([.. kept, "back"], await Numbers(journal, stop));
    }

    private static Arrival Line(string text) =>
        new(new CityId("c"), new FeedId("f"), 0, DateTimeOffset.UnixEpoch, Assurance.None, null, null, Encoding.UTF8.GetBytes(text), false);

    private static async Task<List<string>> Numbers(JournalLog journal, CancellationToken stop)
    {
        var lines = new List<string>();
        await foreach (var arrival in journal.Read(0, journal.End, stop)) lines.Add(Encoding.UTF8.GetString(arrival.Line.Span).Split(' ')[0]);
        return lines;
    }

    public void Dispose()
    {
        disk?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
