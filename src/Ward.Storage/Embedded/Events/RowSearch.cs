using System.Threading.Channels;
using DuckDB.NET.Data;
using Ward.City;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Events that fit. By time, the sources are looked at from the end that is asked for; what is newer than everything left is told at once,
/// and once the limit is reached the rest is not looked at. By another column everything is looked at first.
/// </summary>
internal sealed class RowSearch(DuckDBConnection connection, SourceWalk walk, Query query, CityId city, DateTimeOffset now)
{
    private const long EventsAtOnce = 1_000_000;
    private readonly bool byTime = query.Order is null or { Column: "time" };
    private readonly bool descending = query.Order?.Descending ?? true;
    private readonly int limit = query.Limit ?? Query.DefaultLimit;
    private List<Candidate> candidates = [];

    public async Task Run(ChannelWriter<SearchPart> found, CancellationToken stop)
    {
        if (byTime) walk = walk.Ordered(s => descending ? s.OrderByDescending(x => x.To) : s.OrderBy(x => x.From));
        await found.WriteAsync(new SearchPart.Progress(walk.Progress), stop).ConfigureAwait(false);
        while (walk.Found < limit && walk.Next(EventsAtOnce) is { } handful)
        {
            Look(handful, stop);
            walk.Done(handful);
            if (byTime) await Tell(found, stop).ConfigureAwait(false);
            await found.WriteAsync(new SearchPart.Progress(walk.Progress), stop).ConfigureAwait(false);
        }

        foreach (var candidate in candidates) await Tell(candidate, found, stop).ConfigureAwait(false);
        await found.WriteAsync(new SearchPart.Done(walk.Progress, walk.Found >= limit), stop).ConfigureAwait(false);
    }

    private void Look(IReadOnlyList<Source> handful, CancellationToken stop)
    {
        var sql = new Sql();
        var where = SearchSql.Where(sql, handful, query, now, out var conditions);
        var (direction, keys) = (descending ? "DESC" : "ASC", "NULL, NULL");
        var order = $"\"time\" {direction}, \"offset\" {direction}";
        if (!byTime)
        {
            var value = conditions.Value(SearchNames.Find(query.Order!.Column));
            var number = ConditionSql.NumberOf(value);
            keys = $"{number}, {value}";
            order = $"{number} {direction} NULLS LAST, {value} {direction} NULLS LAST, \"time\" DESC, \"offset\" DESC";
        }

        var left = limit - walk.Found;
        using var command = sql.Command(connection, $"SELECT {FoundEventReader.Columns}, {keys} FROM {Source.Union(handful)} WHERE {where} ORDER BY {order} LIMIT {Sql.Number(left)}");
        using var cancelling = new Interrupt(command, stop);
        using var row = command.ExecuteReader();
        var more = new List<Candidate>();
        while (row.Read())
        {
            stop.ThrowIfCancellationRequested();
            var key = row.FieldCount - 2;
            more.Add(new Candidate(FoundEventReader.Read(row, city), byTime || row.IsDBNull(key) ? null : row.GetDecimal(key), byTime || row.IsDBNull(key + 1) ? null : row.GetString(key + 1)));
        }

        candidates = [.. candidates.Concat(more).Order(new RowOrder(byTime, descending)).Take((int)left)];
    }

    private async Task Tell(ChannelWriter<SearchPart> found, CancellationToken stop)
    {
        var told = 0;
        var (newest, oldest) = (walk.NewestLeft, walk.OldestLeft);
        foreach (var candidate in candidates)
        {
            var at = TimeRange.Micros(candidate.Event.Time);
            if (descending ? at <= newest : at >= oldest) break;
            await Tell(candidate, found, stop).ConfigureAwait(false);
            told++;
        }

        candidates.RemoveRange(0, told);
    }

    private async Task Tell(Candidate candidate, ChannelWriter<SearchPart> found, CancellationToken stop)
    {
        walk.Found++;
        await found.WriteAsync(new SearchPart.Row(candidate.Event), stop).ConfigureAwait(false);
    }
}
