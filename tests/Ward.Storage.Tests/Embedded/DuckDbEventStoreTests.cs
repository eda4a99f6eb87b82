using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Storage.Conformance.Events;
using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Tests.Embedded;

public sealed class DuckDbEventStoreTests : EventStoreConformance
{
    private string State => Path.Combine(Folder, "store");

    protected override IEventStore Open() =>
        DuckDbEventStore.Open(Town, new EventStoreOptions { Folder = State, JoinAt = 2 }, TimeProvider.System, NullLogger.Instance);

    protected override Task Settle(IEventStore store) => ((DuckDbEventStore)store).Settle(Stop);

    protected override Task Kill(IEventStore store) => ((DuckDbEventStore)store).Abandon().AsTask();

    [Fact]
    public async Task OnlyOneProcessOpensAStore()
    {
        await using var store = Open();

        Assert.Contains("open in another process", Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchesThatReadEverythingLeaveRoomForOthers()
    {
        await using var store = Open();
        store.Add(Numbered(1));
        await store.Flush(Stop);
        var slow = Enumerable.Range(0, 4).Select(_ => store.Search(Ask("*vent*"), Noon, Stop).GetAsyncEnumerator(Stop)).ToList();
        var begun = slow.Select(s => s.MoveNextAsync().AsTask()).ToList();
        await Task.WhenAll(begun[0], begun[1]);

        Assert.Single(await Rows(store, "*"));
        Assert.False(begun[2].IsCompleted || begun[3].IsCompleted);

        await slow[0].DisposeAsync();
        await slow[1].DisposeAsync();
        await Task.WhenAll(begun);
        await slow[2].DisposeAsync();
        await slow[3].DisposeAsync();
    }

    [Fact]
    public async Task WhatNoManifestNamesIsDeletedAtTheNextStart()
    {
        await using (var store = Open())
        {
            store.Add(Numbered(1));
            await Settle(store);
        }

        var day = Directory.GetDirectories(State, "2026-*").Single();
        await File.WriteAllTextAsync(Path.Combine(day, "3002-99.parquet"), "half", Stop);
        await using var again = Open();

        Assert.Single(Directory.GetFiles(day, "*.parquet"));
        Assert.Single(await Rows(again, "*"));
    }

    [Fact]
    public async Task WhatNoManifestCouldNameDoesNotFillTheDisk()
    {
        await using (var store = Open())
        {
            store.Add(Numbered(1));
            var inTheWay = Directory.CreateDirectory(Path.Combine(State, "manifest.json.new"));
            for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<IOException>(() => Settle(store));
            Assert.Empty(Directory.GetFiles(State, "*.parquet", SearchOption.AllDirectories));
            Assert.Single(await Rows(store, "*"));
            inTheWay.Delete();
            await Settle(store);
        }

        Assert.Single(Directory.GetFiles(State, "*.parquet", SearchOption.AllDirectories));
        await using var again = Open();
        Assert.Single(await Rows(again, "*"));
    }

    [Fact]
    public async Task PiecesFromBeforeTheLogSourceWasKeptAreReadAndJoinedWithNewOnes()
    {
        await using (var store = Open())
        {
            store.Add(Numbered(1));
            await Settle(store);
        }

        MakeOld(Directory.GetFiles(State, "*.parquet", SearchOption.AllDirectories).Single());
        var manifest = Path.Combine(State, "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, Stop)).Replace("\"version\":3", "\"version\":1", StringComparison.Ordinal).Replace(",\"layout\":3", "", StringComparison.Ordinal), Stop);
        await using var again = Open();
        again.Add(Numbered(2));
        await again.Flush(Stop);
        Assert.Equal([null, LogSource.None], (await Rows(again, "| sort offset asc")).Select(r => r.LogSource));
        await Settle(again);

        Assert.Single(Directory.GetFiles(State, "*.parquet", SearchOption.AllDirectories));
        Assert.Equal([null, LogSource.None], (await Rows(again, "| sort offset asc")).Select(r => r.LogSource));
    }

    private static void MakeOld(string file)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * EXCLUDE (source_category, source_product, source_service) FROM read_parquet('{file}')) TO '{file}.old' (FORMAT parquet)";
        command.ExecuteNonQuery();
        File.Move(file + ".old", file, overwrite: true);
    }

    [Fact]
    public async Task ADamagedManifestIsNamedAndLeftAsItIs()
    {
        await using (Open()) { }
        var manifest = Path.Combine(State, "manifest.json");
        await File.WriteAllTextAsync(manifest, "{", Stop);

        Assert.Contains("is damaged", Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
        Assert.Equal("{", await File.ReadAllTextAsync(manifest, Stop));
    }
}
