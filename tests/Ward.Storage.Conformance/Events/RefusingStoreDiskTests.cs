using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;
using Ward.Ingest.Search.Language;
using Ward.Lab;
using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Conformance.Events;

/// <summary>The file system has room and takes every write; the device below refuses it when it is flushed.</summary>
public sealed class RefusingStoreDiskTests : IDisposable
{
    private const int First = 200, Events = 3000;
    private static readonly CityId Town = new("town");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("ward-refusing-store-").FullName;
    private RefusingDisk? disk;

    [Fact]
    public async Task WhatTheDeviceRefusesIsNeverSaidToBeDurableStaysSearchableAndIsWrittenOnceTheDeviceTakesIt()
    {
        if (RefusingDisk.Missing() is { } missing) Assert.Skip(missing);
        disk = new RefusingDisk(Path.Combine(folder, "disk"));
        var stop = TestContext.Current.CancellationToken;
        var options = new EventStoreOptions { Folder = Path.Combine(disk.Folder, "store"), HotEvents = 1000, JoinAt = 2 };
        await using (var store = DuckDbEventStore.Open(Town, options, TimeProvider.System, NullLogger.Instance))
        {
            for (var i = 0; i < First; i++) store.Add(Numbered(i));
            await store.Settle(stop);
            Assert.Equal(First, store.Durable);

            disk.Refuse();
            for (var i = First; i < Events; i++) store.Add(Numbered(i));
            await Assert.ThrowsAsync<IOException>(() => store.Settle(stop));
            Assert.NotNull(store.Status.Trouble);
            // What was durable before the refusal still is, and no more.
            Assert.Equal(First, store.Durable);
            Assert.Equal(Events, await CheckAll(store, stop));

            disk.Take();
            await store.Settle(stop);
            Assert.Null(store.Status.Trouble);
            Assert.Equal((Events, Events), (store.Next, store.Durable));
        }

        await using var again = DuckDbEventStore.Open(Town, options, TimeProvider.System, NullLogger.Instance);
        Assert.Equal(Events, again.Next);
        Assert.Equal(Events, await CheckAll(again, stop));
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

    /// <summary>Nothing makes it smaller.</summary>
    private static string Line(long offset)
    {
        var bytes = new byte[3000];
        new Random((int)offset).NextBytes(bytes);
        return $"line {offset} {Convert.ToBase64String(bytes)}";
    }

    public void Dispose()
    {
        disk?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
