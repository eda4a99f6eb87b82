using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>The parts of a statement that answers a query over some sources.</summary>
internal static class SearchSql
{
    /// <summary>The whole line.</summary>
    public static string Line(IReadOnlyList<Source> sources) => LineSql.Line(sources.SelectMany(s => s.Signs));

    /// <summary>What must stand behind WHERE: time and condition.</summary>
    public static string Where(Sql sql, IReadOnlyList<Source> sources, Query query, DateTimeOffset now, out ConditionSql conditions)
    {
        conditions = new ConditionSql(sql, new RestSql(sources), Line(sources), LineSql.Pieces(sources.SelectMany(s => s.Signs)));
        var (from, until) = query.Time.Bounds(now);
        var parts = new List<string>();
        if (from != long.MinValue) parts.Add($"\"time\" >= make_timestamp({Sql.Number(from)})");
        if (until != long.MaxValue) parts.Add($"\"time\" < make_timestamp({Sql.Number(until)})");
        parts.Add(conditions.Of(query.Where));
        return string.Join(" AND ", parts);
    }
}
