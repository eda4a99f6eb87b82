using System.Text;
using System.Text.Json;
using CsCheck;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;
using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Tests.Embedded.Events;

/// <summary>A value that a source tells under two names is kept once, and found, shown and exported under both.</summary>
public sealed class TwinsTests : IDisposable
{
    private static readonly CityId Town = new("town");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Values = ["203.0.113.7", "a", "/forms/tax", "/forms/tax?page=2", "\uE000", "x\uE001y", "\uE012?", "k \"q\" \\", "", "ä", "\uEFFF3"];
    private static readonly string[] Questions =
        ["src_ip:203.0.113.7", "origin:a", "url:*forms*", "http_request.url.url_string:*page*", "dup:a", "user.name:ä", "origin:*", "url:\"/forms/tax\"", "\"203.0.113.7\"", "*orms*"];

    private readonly string folder = Directory.CreateTempSubdirectory("ward-twins-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task EveryFieldComesBackAsItWasAndEveryQuestionIsAnsweredAsByTheEventsThemselves() =>
        Gen.Select(Gen.Int[0, Values.Length - 1].Array[6], Gen.Int[0, 63]).Array[1, 40].SampleAsync(async drawn =>
        {
            var at = Path.Combine(folder, "drawn");
            await Check(at, [.. drawn.Select((d, i) => Made(i, [.. d.Item1.Select(v => Values[v])], d.Item2))]);
            Directory.Delete(at, recursive: true);
        }, iter: 25, threads: 1);

    [Fact]
    public async Task AnExportHasTheValuesThemselves()
    {
        await using var store = Open(folder);
        store.Add(Made(0, ["203.0.113.7", "a", "/forms/tax", "/forms/tax?page=2", "b", "c"], 63));
        await store.Flush(Stop);
        var file = Path.Combine(folder, "out.parquet");
        Assert.Equal(1, await store.Export(Ask("*"), Noon, file, Stop));

        Assert.Equal("""{"origin":"203.0.113.7","http_request.url.url_string":"/forms/tax?page=2","url":"/forms/tax","text":"c","dup":"b"}""", Sql($"SELECT CAST(to_json(rest) AS VARCHAR) FROM read_parquet('{file}')"));
    }

    [Fact]
    public async Task AValueOfAnOlderPieceThatLooksLikeASignStaysWhatItIs()
    {
        await using (var store = Open(folder))
        {
            // As version 2 kept it: the line has no such character, the value has, since the source wrote it as an escape.
            store.Add(Event(0, """{"dup":"x"}""", e => e.Set(Fields.SourceIp, "198.51.100.1"u8).SetUnmapped("origin"u8, "plain"u8)));
            await store.Settle(Stop);
        }

        var piece = Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories).Single();
        Sql($"COPY (SELECT * REPLACE (map(['origin'], ['\uE000']) AS rest) FROM read_parquet('{piece}')) TO '{piece}.old' (FORMAT parquet)");
        File.Move(piece + ".old", piece, overwrite: true);
        var manifest = Path.Combine(folder, "manifest.json");
        var text = await File.ReadAllTextAsync(manifest, Stop);
        await File.WriteAllTextAsync(manifest, text.Replace("\"version\":3", "\"version\":2", StringComparison.Ordinal).Replace("\"layout\":3", "\"layout\":2", StringComparison.Ordinal), Stop);

        await using var again = Open(folder);
        again.Add(Made(1, ["203.0.113.7", "a", "/x", "/x", "b", "c"], 63));
        await again.Flush(Stop);
        await Look();
        await again.Settle(Stop);
        Assert.Single(Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories));
        await Look();

        async Task Look()
        {
            Assert.Equal(["\uE000", "203.0.113.7"], (await Rows(again, "| sort offset asc")).Select(r => r["origin"]));
            Assert.Equal([0L], (await Rows(again, "origin:\uE000")).Select(r => r.Offset));
            Assert.Equal([1L], (await Rows(again, "origin:203.0.113.7")).Select(r => r.Offset));
        }
    }

    private static async Task Check(string at, IReadOnlyList<Event> events)
    {
        await using var store = Open(at);
        foreach (var e in events) store.Add(e);
        await store.Flush(Stop);
        await Agree(store, events);
        await store.Settle(Stop);
        foreach (var e in events) store.Add(Event(e.Offset + events.Count, "filler", _ => { }));
        await store.Settle(Stop);
        await Agree(store, events);
    }

    private static async Task Agree(DuckDbEventStore store, IReadOnlyList<Event> events)
    {
        var rows = (await Rows(store, "| sort offset asc")).Where(r => r.Offset < events.Count).ToList();
        foreach (var (row, e) in rows.Zip(events))
        {
            Assert.Equal(Told(e), row.Fields.Select(f => $"{f.Key}={f.Value}").Order(StringComparer.Ordinal));
            Assert.Equal(e.Raw.ToArray(), row.Raw.ToArray());
        }

        foreach (var question in Questions)
        {
            var where = Ask(question).Where;
            Assert.Equal(events.Where(e => EventMatch.Holds(where, e)).Select(e => e.Offset).Order(), (await Rows(store, question)).Where(r => r.Offset < events.Count).Select(r => r.Offset).Order());
        }

        Assert.Equal(
            events.GroupBy(e => e.TryGetUnmapped("origin"u8, out var value) ? Encoding.UTF8.GetString(value) : null).Where(g => g.Key is not null).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal),
            (await Groups(store, "origin:* | count by origin")).Order(StringComparer.Ordinal));
    }

    // Of two fields with one name in rest the first counts.
    private static IEnumerable<string> Told(Event e) => Enumerable.Range(0, e.FieldCount)
        .Select(i => (Name: Encoding.UTF8.GetString(e.NameAt(i)), Value: Encoding.UTF8.GetString(e.ValueAt(i)))).DistinctBy(f => f.Name).Select(f => $"{f.Name}={f.Value}").Order(StringComparer.Ordinal);

    /// <param name="parts">Which of the fields it has, a bit each.</param>
    private static Event Made(long offset, string[] values, int parts)
    {
        var line = JsonSerializer.Serialize(values);
        return Event(offset, line, e =>
        {
            var utf8 = values.Select(Encoding.UTF8.GetBytes).ToArray();
            if ((parts & 1) != 0) e.Set(Fields.SourceIp, "origin"u8, utf8[0]);
            if ((parts & 2) != 0) e.Set(Fields.UserName, utf8[1]);
            if ((parts & 4) != 0) e.Set(Fields.HttpFullUrl, utf8[3]);
            if ((parts & 8) != 0) e.Set(Fields.HttpUrl, "url"u8, utf8[2]);
            if ((parts & 16) != 0) e.Set(Fields.Message, "text"u8, utf8[5]);
            if ((parts & 32) != 0) e.SetUnmapped("dup"u8, utf8[4]).SetUnmapped("dup"u8, utf8[0]);
        });
    }

    private static Event Event(long offset, string line, Action<EventBuilder> write)
    {
        var builder = new EventBuilder().Begin(new Arrival(Town, new FeedId("feed"), offset, Noon, Assurance.Session, null, null, Encoding.UTF8.GetBytes(line), false)).At(Noon.AddSeconds(offset));
        write(builder);
        return builder.Event;
    }

    private static DuckDbEventStore Open(string at) => DuckDbEventStore.Open(Town, new EventStoreOptions { Folder = at, JoinAt = 2 }, TimeProvider.System, NullLogger.Instance);

    private static Query Ask(string text) => Assert.IsType<QueryReading.Read>(QueryParser.Read(text)).Query;

    private static async Task<List<FoundEvent>> Rows(DuckDbEventStore store, string text)
    {
        var rows = new List<FoundEvent>();
        await foreach (var part in store.Search(Ask(text), Noon, Stop))
            if (part is SearchPart.Row row) rows.Add(row.Event);
        return rows;
    }

    private static async Task<List<string>> Groups(DuckDbEventStore store, string text)
    {
        var groups = new List<string>();
        await foreach (var part in store.Search(Ask(text), Noon, Stop))
            if (part is SearchPart.Group group) groups.Add(string.Join(' ', group.Values));
        return groups;
    }

    private static string Sql(string text)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar()?.ToString() ?? "";
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
