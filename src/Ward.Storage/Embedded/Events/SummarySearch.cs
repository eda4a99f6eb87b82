using System.Globalization;
using System.Threading.Channels;
using DuckDB.NET.Data;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>Figures over groups, in one statement over everything that can hold a part of them; how far it is, DuckDB says.</summary>
internal sealed class SummarySearch(DuckDBConnection connection, SourceWalk walk, Query query, Summary summary, DateTimeOffset now)
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(250);

    public async Task Run(ChannelWriter<SearchPart> found, CancellationToken stop)
    {
        await found.WriteAsync(new SearchPart.Progress(walk.Progress), stop).ConfigureAwait(false);
        var sources = new List<Source>();
        while (walk.Next(long.MaxValue) is { } handful) sources.AddRange(handful);
        var limit = query.Limit ?? Query.DefaultLimit;
        var work = Task.Run(() => sources.Count == 0 ? Nothing() : Look(sources, limit + 1, stop), CancellationToken.None);
        // An ordinary timer: what is waited for is DuckDB, not the city's clock.
        while (await Task.WhenAny(work, Task.Delay(TellEvery, CancellationToken.None)).ConfigureAwait(false) != work)
            await found.WriteAsync(new SearchPart.Progress(walk.Guess(sources, connection.GetQueryProgress().Percentage)), CancellationToken.None).ConfigureAwait(false);
        var rows = await work.ConfigureAwait(false);
        walk.Done(sources);
        foreach (var row in rows.Take(limit))
        {
            walk.Found++;
            await found.WriteAsync(new SearchPart.Group(row), stop).ConfigureAwait(false);
        }

        await found.WriteAsync(new SearchPart.Done(walk.Progress, rows.Count > limit), stop).ConfigureAwait(false);
    }

    // Without events there are no groups; but where nothing is grouped, nothing is counted too.
    private List<object?[]> Nothing() =>
        summary.By.Count > 0 ? [] : [[.. summary.Measures.Select(m => m.Kind is MeasureKind.Count or MeasureKind.Distinct ? (object)0L : null)]];

    private List<object?[]> Look(IReadOnlyList<Source> sources, int limit, CancellationToken stop)
    {
        var sql = new Sql();
        var where = SearchSql.Where(sql, sources, query, now, out var conditions);
        // Grouped by what is stored; named, ordered and cut only then.
        var inner = summary.By.Select((k, i) => $"{Key(k, conditions)} AS k{Sql.Number(i)}")
            .Concat(summary.Measures.Select((m, i) => $"{Figure(m, conditions)} AS m{Sql.Number(i)}"));
        var outer = summary.By.Select((k, i) => Named(k, $"k{Sql.Number(i)}")).Concat(summary.Measures.Select((_, i) => $"m{Sql.Number(i)}"));
        var grouped = summary.By.Count > 0 ? $"GROUP BY {string.Join(", ", Enumerable.Range(1, summary.By.Count))}" : "";
        using var command = sql.Command(connection,
            $"WITH grouped AS MATERIALIZED (SELECT {string.Join(", ", inner)} FROM {Source.Union(sources)} WHERE {where} {grouped}) SELECT {string.Join(", ", outer)} FROM grouped {First(limit)} ORDER BY {Order()} LIMIT {Sql.Number(limit)}");
        using var cancelling = new Interrupt(command, stop);
        using var row = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (row.Read())
        {
            stop.ThrowIfCancellationRequested();
            var values = new object?[row.FieldCount];
            for (var i = 0; i < values.Length; i++) values[i] = row.IsDBNull(i) ? null : i < summary.By.Count ? Shown(summary.By[i], row, i) : Figure(summary.Measures[i - summary.By.Count].Kind, row, i);
            rows.Add(values);
        }

        return rows;
    }

    /// <summary>What is not among the first by its figure is left out before names are looked at: telling whether they are numbers costs more than counting.</summary>
    private string First(int limit)
    {
        var (column, descending) = SummaryOrder.First(query, summary);
        if (column < summary.By.Count) return "";
        var figure = $"m{Sql.Number(column - summary.By.Count)}";
        var first = $"(SELECT {figure} AS f FROM grouped ORDER BY f {(descending ? "DESC" : "ASC")} NULLS LAST LIMIT {Sql.Number(limit)})";
        return $"WHERE (SELECT count(f) FROM {first}) < {Sql.Number(limit)} OR {figure} {(descending ? ">= (SELECT min(f)" : "<= (SELECT max(f)")} FROM {first})";
    }

    /// <summary>The order of <see cref="SummaryOrder"/>.</summary>
    private string Order()
    {
        var (column, descending) = SummaryOrder.First(query, summary);
        var keys = summary.By.Select((k, i) => (Index: i, Key: k));
        var first = column < summary.By.Count ? Order(summary.By[column], column, descending) : $"m{Sql.Number(column - summary.By.Count)} {(descending ? "DESC" : "ASC")} NULLS LAST";
        return string.Join(", ", keys.Select(k => Order(k.Key, k.Index, descending: false)).Prepend(first));
    }

    private static string Order(GroupKey key, int index, bool descending)
    {
        var direction = descending ? "DESC" : "ASC";
        var value = Named(key, $"k{Sql.Number(index)}");
        return key is GroupKey.Time ? $"{value} {direction}" : $"{ConditionSql.NumberOf(value)} {direction} NULLS LAST, {value} {direction} NULLS LAST";
    }

    private static string Key(GroupKey key, ConditionSql conditions) => key switch
    {
        GroupKey.Field { Name.Stamp: Stamp.Class } => "class",
        GroupKey.Field { Name.Stamp: Stamp.Status } => "status",
        GroupKey.Field field => conditions.Value(field.Name),
        GroupKey.Time piece => Floor("epoch_us(\"time\")", Sql.Number((long)piece.Width.TotalMicroseconds)),
        _ => throw new InvalidOperationException($"Unknown key {key.GetType().Name}."),
    };

    private static string Named(GroupKey key, string value) => key is GroupKey.Field { Name.Stamp: Stamp.Class or Stamp.Status } field ? ConditionSql.NameOf(field.Name.Stamp!.Value, value) : value;

    private static string Floor(string value, string width) => $"({value} - (({value} % {width}) + {width}) % {width})";

    private static object Shown(GroupKey key, DuckDBDataReader row, int at) => key is GroupKey.Time ? TimeRange.Moment(row.GetInt64(at)) : row.GetString(at);

    private static object Figure(MeasureKind kind, DuckDBDataReader row, int at) =>
        kind is MeasureKind.Count or MeasureKind.Distinct ? (object)row.GetInt64(at) : Convert.ToDecimal(row.GetValue(at), CultureInfo.InvariantCulture);

    private static string Figure(Measure measure, ConditionSql conditions)
    {
        if (measure.Of is null) return "count(*)";
        var value = conditions.Value(measure.Of);
        var number = ConditionSql.NumberOf(value);
        return measure.Kind switch
        {
            MeasureKind.Distinct => $"approx_count_distinct({value})",
            MeasureKind.Sum => $"sum({number})",
            MeasureKind.Least => $"min({number})",
            MeasureKind.Most => $"max({number})",
            MeasureKind.Mean => $"avg({number})",
            _ => throw new InvalidOperationException($"Unknown measure {measure.Kind}."),
        };
    }
}
