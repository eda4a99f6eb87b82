using System.Runtime.CompilerServices;
using System.Text;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>Searches over the stored history. Each is written into the audit trail, since log lines speak of people.</summary>
internal sealed class SearchDesk(Gate gate, IEventStore store, Auditor auditor, TimeProvider time)
{
    /// <summary>Rows in one answer.</summary>
    public const int Most = 100_000;

    /// <param name="limit">Rows where the query itself does not say; null for 100.</param>
    public async Task<Answer<SearchRun>> Begin(Caller who, string text, int? limit)
    {
        if (await gate.Refuses(who, Permission.Search) is { } refusal) return new Answer<SearchRun>.Denied(refusal);
        if (limit is < 1 or > Most) return new Answer<SearchRun>.Invalid($"limit is 1 to {Most}.");
        if (QueryParser.Read(text) is not QueryReading.Read read) return new Answer<SearchRun>.Invalid("The query is not understood: " + ((QueryReading.Refused)QueryParser.Read(text)).Error);
        var query = read.Query with { Limit = read.Query.Limit ?? limit ?? 100 };
        if (query.Limit > Most) return new Answer<SearchRun>.Invalid($"limit is 1 to {Most}.");
        await auditor.Note(who, "search", "events", query.ToString());
        return new Answer<SearchRun>.Ok(new SearchRun(query.ToString(), query.Summary?.Columns, Run(query, CancellationToken.None)));
    }

    private async IAsyncEnumerable<SearchLine> Run(Query query, [EnumeratorCancellation] CancellationToken stop)
    {
        yield return new SearchLine("query") { Query = query.ToString(), Columns = query.Summary?.Columns };
        await using var parts = store.Search(query, time.GetUtcNow(), stop).GetAsyncEnumerator(stop);
        while (true)
        {
            SearchLine line;
            try
            {
                if (!await parts.MoveNextAsync()) yield break;
                line = Tell(parts.Current);
            }
            catch (Exception e) when (e is SearchException or IOException)
            {
                line = new SearchLine("error") { Detail = e.Message };
            }

            yield return line;
            if (line.Kind == "error") yield break;
        }
    }

    private static SearchLine Tell(SearchPart part) => part switch
    {
        SearchPart.Row row => new SearchLine("row") { Event = Tell(row.Event) },
        SearchPart.Group group => new SearchLine("group") { Values = group.Values },
        SearchPart.Progress progress => new SearchLine("progress") { Progress = progress.Now },
        SearchPart.Done done => new SearchLine("done") { Progress = done.Total, Cut = done.Cut },
        _ => throw new InvalidOperationException($"unknown part {part.GetType().Name}"),
    };

    private static StoredEventView Tell(FoundEvent e) => new(
        e.Offset, e.Time, e.Received, StampTexts.ClassName((int)e.Class), (int)e.Class, e.Activity, StampTexts.StatusName(e.StatusId), e.Feed.Value, e.Asset?.Value, e.Decoder,
        Names.Of(e.Assurance), e.SourceProven, e.Fields.DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => f.Value), Encoding.UTF8.GetString(e.Raw.Span));
}
