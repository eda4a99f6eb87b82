using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;
using Ward.Ingest.Search.Language;
using Ward.Lab;
using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Conformance.Events;

public sealed class FullStoreDiskTests : IDisposable
{
    private static readonly CityId Town = new("town");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("ward-full-store-").FullName;
    private SmallDisk? disk;

    [Fact]
    public async Task OnAFullDiskEverythingStaysSearchableTheTroubleIsShownAndTheStoreGoesOnWhenSpaceIsBack()
    {
        if (SmallDisk.Missing() is { } missing) Assert.Skip(missing);
        disk = new SmallDisk(folder, 16);
        var stop = TestContext.Current.CancellationToken;
        var ballast = Path.Combine(disk.Folder, "ballast");
        // 4 MB are left for 6.7 MB of events.
        await File.WriteAllBytesAsync(ballast, new byte[12 << 20], stop);
        var options = new EventStoreOptions { Folder = Path.Combine(disk.Folder, "store"), HotEvents = 1000, JoinAt = 2 };
        const int events = 1500;
        await using (var store = DuckDbEventStore.Open(Town, options, TimeProvider.System, NullLogger.Instance))
        {
            // The first piece fits; the second, of lines that nothing makes smaller, does not.
            for (var i = 0; i < 10; i++) store.Add(Numbered(i));
            await store.Settle(stop);
            for (var i = 10; i < events; i++) store.Add(Numbered(i));

            var failure = await Assert.ThrowsAsync<IOException>(() => store.Settle(stop));
            Assert.Contains("cannot write to disk", failure.Message, StringComparison.Ordinal);
            Assert.Equal(failure.Message, store.Status.Trouble);
            Assert.NotNull(store.Status.TroubleSince);
            Assert.Equal(10, store.Durable);
            Assert.Equal(events, await CheckAll(store, stop));
            for (var i = events; i < events + 5; i++) store.Add(Numbered(i));
            await store.Flush(stop);
            Assert.Equal(events + 5, await CheckAll(store, stop));

            File.Delete(ballast);
            await store.Settle(stop);
            Assert.Null(store.Status.Trouble);
            Assert.Equal((events + 5, events + 5), (store.Next, store.Durable));
        }

        await using var again = DuckDbEventStore.Open(Town, options, TimeProvider.System, NullLogger.Instance);
        Assert.Equal(events + 5, again.Next);
        Assert.Equal(events + 5, await CheckAll(again, stop));
        Assert.Empty(Directory.GetFiles(Path.Combine(disk.Folder, "store", "tmp")));
    }

    private static async Task<long> CheckAll(DuckDbEventStore store, CancellationToken stop)
    {
        var expected = 0L;
        await foreach (var found in store.Replay(new TimeRange.Always(), new Condition.Any(), 0, Noon, stop))
        {
            Assert.Equal(expected, found.Offset);
            Assert.Equal(Line(expected++), Encoding.UTF8.GetString(found.Raw.Span));
        }

        return expected;
    }

    private static Event Numbered(long offset) =>
        new EventBuilder().Begin(new Arrival(Town, new FeedId("feed"), offset, Noon, Assurance.Session, null, null, Encoding.UTF8.GetBytes(Line(offset)), false)).At(Noon).Event;

    private static string Line(long offset)
    {
        var bytes = new byte[4500];
        new Random((int)offset).NextBytes(bytes);
        return $"line {offset} {Convert.ToBase64String(bytes)}";
    }

    public void Dispose()
    {
        disk?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
