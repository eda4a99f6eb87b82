using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Ingest.Search;
using Ward.Storage.Conformance.Events;
using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Tests.Embedded;

/// <summary>Everything that is asked of a store, while what is on disk stands there as it stood in memory.</summary>
public sealed class SpilledEventStoreTests : EventStoreConformance
{
    private string State => Path.Combine(Folder, "store");

    private string[] Spilled => Directory.GetFiles(State, "*.spill", SearchOption.AllDirectories);

    protected override IEventStore Open() =>
        DuckDbEventStore.Open(Town, new EventStoreOptions { Folder = State, JoinAt = 2 }, TimeProvider.System, NullLogger.Instance);

    protected override Task Settle(IEventStore store) => ((DuckDbEventStore)store).Spill(Stop);

    protected override Task Kill(IEventStore store) => ((DuckDbEventStore)store).Abandon().AsTask();

    [Fact]
    public async Task WhatIsSpilledIsThereAfterAStartAndBecomesParquetAllAtOnce()
    {
        await using (var store = Open())
        {
            for (var i = 1; i <= 5000; i++)
            {
                store.Add(Numbered(i));
                if (i % 2000 == 0) await Settle(store);
            }
        }

        Assert.Equal(3, Spilled.Length);
        Assert.Contains("\"version\":4", await File.ReadAllTextAsync(Path.Combine(State, "manifest.json"), Stop), StringComparison.Ordinal);
        await using var again = Open();
        var before = (await Rows(again, "| sort offset asc | limit 10000")).Select(r => (r.Offset, Line: Encoding.UTF8.GetString(r.Raw.Span))).ToList();
        Assert.Equal(Enumerable.Range(1, 5000).Select(i => (long)i), before.Select(r => r.Offset));

        await ((DuckDbEventStore)again).Settle(Stop);
        Assert.Empty(Spilled);
        Assert.Single(Directory.GetFiles(State, "*.parquet", SearchOption.AllDirectories));
        Assert.Equal(before, (await Rows(again, "| sort offset asc | limit 10000")).Select(r => (r.Offset, Encoding.UTF8.GetString(r.Raw.Span))));
        Assert.Contains("\"version\":3", await File.ReadAllTextAsync(Path.Combine(State, "manifest.json"), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWordOfASpilledLineIsFoundThroughItsFilterBeforeAndAfterItBecomesParquet()
    {
        await using var store = Open();
        for (var i = 1; i <= 300; i++) store.Add(Numbered(i));
        await Settle(store);
        Assert.Equal(299, Assert.Single(await Rows(store, "\"line 299\"")).Offset);

        await ((DuckDbEventStore)store).Settle(Stop);
        Assert.Equal(299, Assert.Single(await Rows(store, "\"line 299\"")).Offset);
        Assert.Empty(await Rows(store, "\"nosuchwordanywhere\""));
    }

    [Theory]
    [InlineData(0, "no beginning")]
    [InlineData(100, "checksum")]
    [InlineData(-1, "checksum")]
    public async Task ADamagedFileIsNamed(int at, string why)
    {
        await using (var store = Open())
        {
            store.Add(Numbered(1));
        }

        var bytes = await File.ReadAllBytesAsync(Spilled.Single(), Stop);
        bytes[at < 0 ? bytes.Length + at : at] ^= 0x40;
        await File.WriteAllBytesAsync(Spilled.Single(), bytes, Stop);

        var told = Assert.Throws<IOException>(Open).Message;
        Assert.Contains(Path.GetFileName(Spilled.Single()), told, StringComparison.Ordinal);
        Assert.Contains(why, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(-8)]
    public async Task AFileCutShortIsNamed(int length)
    {
        await using (var store = Open())
        {
            store.Add(Numbered(1));
        }

        var bytes = await File.ReadAllBytesAsync(Spilled.Single(), Stop);
        await File.WriteAllBytesAsync(Spilled.Single(), bytes[..(length < 0 ? bytes.Length + length : length)], Stop);

        Assert.Contains(Path.GetFileName(Spilled.Single()), Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }
}
