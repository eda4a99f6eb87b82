using System.Globalization;
using System.Text;
using Ward.Ingest;
using Ward.Ingest.Documents;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;
using Ward.Server.Access;
using Ward.Server.Settings;

namespace Ward.Server.Application.Exports;

/// <summary>Stored events as files. Each export is written into the audit trail, since log lines speak of people.</summary>
internal sealed class ExportDesk(Gate gate, IEventStore store, Auditor auditor, ServerOptions options, TimeProvider time)
{
    /// <summary>Events in one export.</summary>
    public const long Most = 10_000_000;

    /// <summary>Exports at the same time.</summary>
    public const int AtOnce = 2;

    private const int MostColumns = 100;
    private static readonly Query Count = ((QueryReading.Read)QueryParser.Read("| count")).Query;
    private static readonly IReadOnlyList<string> Usual = ["time", "class", "activity", "status", "feed", "asset", "src_ip", "src_port", "dst_ip", "dst_port", "user", "host", "raw"];

    private readonly Lazy<string> folder = new(() => Emptied(Path.Combine(options.State, "exports")), LazyThreadSafetyMode.PublicationOnly);
    private long made;
    private int running;

    /// <param name="columns">Of a CSV file, between commas; null for the usual ones.</param>
    /// <param name="stop">Ends the making of a Parquet file, which is made before the answer begins.</param>
    public async Task<Answer<ExportRun>> Begin(Caller who, string text, string format, string? columns, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.Export) is { } refusal) return new Answer<ExportRun>.Denied(refusal);
        if (Enum.GetValues<ExportFormat>().Where(f => Telling.Names.Of(f) == format).Select(f => (ExportFormat?)f).FirstOrDefault() is not { } form) return Wrong("format is parquet, ndjson or csv.");
        if (QueryParser.Read(text) is not QueryReading.Read { Query: var query }) return Wrong("The query is not understood: " + ((QueryReading.Refused)QueryParser.Read(text)).Error);
        if (query.Summary is not null || query.Order is not null || query.Limit is not null) return Wrong("An export has all events that fit, in the order of their arrival: leave out | and what follows it.");
        if (columns is not null && form != ExportFormat.Csv) return Wrong("columns are chosen for csv alone.");
        if (ColumnsOf(columns) is not { } chosen) return Wrong($"columns are 1 to {MostColumns} names between commas, such as time,src_ip,user.");
        if (Interlocked.Increment(ref running) > AtOnce)
        {
            Leave();
            return new Answer<ExportRun>.Conflict($"{AtOnce} exports run already; try again when one has ended.");
        }

        ExportRun? run = null;
        try
        {
            // A relative time is one moment for the count and the file.
            var now = time.GetUtcNow();
            var events = await CountOf(query, now, stop);
            if (events == 0) return new Answer<ExportRun>.NotFound("stored event that fits");
            if (events > Most) return Wrong($"{events:N0} events fit; an export takes at most {Most:N0}. Narrow the time or the conditions.");
            var stamp = now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            run = form switch
            {
                ExportFormat.Parquet => await Parquet(query, now, $"ward-{stamp}.parquet", stop),
                ExportFormat.Ndjson => new ExportRun($"ward-{stamp}.ndjson", "application/x-ndjson", events, (to, end) => WriteDocuments(who, query, now, to, end), Leave),
                ExportFormat.Csv => new ExportRun($"ward-{stamp}.csv", "text/csv; charset=utf-8", events, (to, end) => WriteColumns(query, now, chosen, to, end), Leave),
                _ => throw new InvalidOperationException($"Unknown format {form}."),
            };
            await auditor.Note(who, "export", "events", $"{format}, {events} events: {query}");
            return new Answer<ExportRun>.Ok(run);
        }
        catch (Exception e) when (e is SearchException or IOException or UnauthorizedAccessException)
        {
            return new Answer<ExportRun>.Conflict($"The export cannot be made: {e.Message}");
        }
        finally
        {
            if (run is null) Leave();
        }
    }

    /// <summary>Deletes what a kill left behind.</summary>
    private static string Emptied(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return PrivateFile.MakeFolder(folder).FullName;
    }

    private static Answer<ExportRun>.Invalid Wrong(string reason) => new(reason);

    private static IReadOnlyList<string>? ColumnsOf(string? columns)
    {
        if (columns is null) return Usual;
        var names = columns.Split(',', StringSplitOptions.TrimEntries);
        return names.Length <= MostColumns && names.All(n => n.Length is > 0 and <= 200) ? names : null;
    }

    private void Leave() => Interlocked.Decrement(ref running);

    private async Task<long> CountOf(Query query, DateTimeOffset now, CancellationToken stop)
    {
        var events = 0L;
        await foreach (var part in store.Search(query with { Summary = Count.Summary }, now, stop))
            if (part is SearchPart.Group group) events = Convert.ToInt64(group.Values[^1], CultureInfo.InvariantCulture);
        return events;
    }

    private async Task<ExportRun> Parquet(Query query, DateTimeOffset now, string name, CancellationToken stop)
    {
        var file = Path.Combine(folder.Value, $"{Interlocked.Increment(ref made)}.parquet");
        try
        {
            var events = await store.Export(query, now, file, stop);
            return new ExportRun(name, "application/vnd.apache.parquet", events, async (to, end) =>
            {
                await using var made = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
                await made.CopyToAsync(to, end);
            }, () =>
            {
                File.Delete(file);
                Leave();
            });
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    private async Task WriteDocuments(Caller who, Query query, DateTimeOffset now, Stream to, CancellationToken stop)
    {
        var outgoing = new OutgoingDocuments();
        await using var buffered = new BufferedStream(to, 1 << 16);
        var events = new FoundEventBuilder();
        await foreach (var found in store.Replay(query.Time, query.Where, 0, now, stop).WithCancellation(stop))
        {
            var document = EventJson.ToUtf8(events.Read(found));
            outgoing.See(document);
            await buffered.WriteAsync(document, stop);
            await buffered.WriteAsync("\n"u8.ToArray(), stop);
        }

        await buffered.FlushAsync(stop);
        if (outgoing.Trouble is { } trouble) await auditor.Note(who, "export-invalid", "events", trouble);
    }

    private async Task WriteColumns(Query query, DateTimeOffset now, IReadOnlyList<string> columns, Stream to, CancellationToken stop)
    {
        await using var buffered = new BufferedStream(to, 1 << 16);
        var events = new FoundEventBuilder();
        var names = columns.Select(SearchNames.Find).ToList();
        await buffered.WriteAsync(Encoding.UTF8.GetBytes(CsvLine.Of(columns)), stop);
        await foreach (var found in store.Replay(query.Time, query.Where, 0, now, stop).WithCancellation(stop))
        {
            var e = events.Read(found);
            await buffered.WriteAsync(Encoding.UTF8.GetBytes(CsvLine.Of(names.Select(n => ValueOf(n, e)))), stop);
        }

        await buffered.FlushAsync(stop);
    }

    private static string? ValueOf(FieldName name, Event e) => name.Written switch
    {
        "time" => Moment(e.Time),
        "received" => Moment(e.Received),
        _ => EventMatch.ValueOf(name, e),
    };

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
