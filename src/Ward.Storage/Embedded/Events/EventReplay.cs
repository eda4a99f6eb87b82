using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DuckDB.NET.Data;
using Ward.City;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>Stored events in journal order: stretch by stretch up to the next end of a source, so that a stretch looks at few of them.</summary>
internal sealed class EventReplay(DuckDBConnection connection, StoreView view, string folder, CityId city, TimeRange time, Condition where, DateTimeOffset now)
{
    private readonly Channel<FoundEvent> found = Channel.CreateBounded<FoundEvent>(new BoundedChannelOptions(1024) { SingleReader = true, SingleWriter = true });

    public async IAsyncEnumerable<FoundEvent> Run(long fromOffset, [EnumeratorCancellation] CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = Task.Run(() => Work(fromOffset, ending.Token), CancellationToken.None);
        try
        {
            await foreach (var one in found.Reader.ReadAllAsync(stop).ConfigureAwait(false)) yield return one;
            // What broke in an unforeseen way is no end of history.
            await work.ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Work(long from, CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            var sources = view.Sources(time, now, folder)
                .Where(s => s.Segment is null || SegmentChoice.MayHold(where, s.Segment, s.Segment.FilterIn(folder))).ToList();
            while (true)
            {
                sources.RemoveAll(s => s.LastOffset < from);
                if (sources.Count == 0) break;
                var until = sources.Min(s => s.LastOffset);
                await Stretch([.. sources.Where(s => (s.Segment?.FirstOffset ?? 0) <= until)], from, until, stop).ConfigureAwait(false);
                from = until + 1;
            }
        }
        catch (DuckDBException e)
        {
            failure = stop.IsCancellationRequested ? new OperationCanceledException(stop) : new SearchException($"The stored events cannot be read: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            failure = e;
        }
        finally
        {
            found.Writer.TryComplete(failure);
        }
    }

    private async Task Stretch(IReadOnlyList<Source> sources, long from, long until, CancellationToken stop)
    {
        var sql = new Sql();
        var fits = SearchSql.Where(sql, sources, Query.Everything with { Time = time, Where = where }, now, out _);
        using var command = sql.Command(connection,
            $"SELECT {FoundEventReader.Columns} FROM {Source.Union(sources)} WHERE {fits} AND \"offset\" BETWEEN {Sql.Number(from)} AND {Sql.Number(until)} ORDER BY \"offset\"");
        command.UseStreamingMode = true;
        using var cancelling = new Interrupt(command, stop);
        using var row = command.ExecuteReader();
        while (row.Read()) await found.Writer.WriteAsync(FoundEventReader.Read(row, city), stop).ConfigureAwait(false);
    }
}
