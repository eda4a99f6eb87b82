using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DuckDB.NET.Data;
using Ward.City;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>One search over one view. The work is done apart and waits for its reader; ended by whoever stops reading.</summary>
internal sealed class EventSearch(DuckDBConnection connection, StoreView view, string folder, CityId city, Query query, DateTimeOffset now)
{
    private const int Waiting = 256;
    private readonly Channel<SearchPart> found = Channel.CreateBounded<SearchPart>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });

    public async IAsyncEnumerable<SearchPart> Run([EnumeratorCancellation] CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = Task.Run(() => Work(ending.Token), CancellationToken.None);
        try
        {
            await foreach (var part in found.Reader.ReadAllAsync(stop).ConfigureAwait(false)) yield return part;
            await work.ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Work(CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            var walk = new SourceWalk([.. view.Sources(query.Time, now, folder)], query.Where, folder);
            if (query.Summary is { } summary) await new SummarySearch(connection, walk, query, summary, now).Run(found.Writer, stop).ConfigureAwait(false);
            else await new RowSearch(connection, walk, query, city, now).Run(found.Writer, stop).ConfigureAwait(false);
        }
        catch (DuckDBException e)
        {
            failure = stop.IsCancellationRequested ? new OperationCanceledException(stop) : new SearchException($"The search could not be answered: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or SearchException or OperationCanceledException)
        {
            failure = e;
        }
        finally
        {
            found.Writer.TryComplete(failure);
        }
    }
}
