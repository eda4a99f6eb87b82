namespace Ward.Storage.Embedded.Events;

/// <summary>A segment or a table in memory, as something to select from.</summary>
/// <param name="Table">What stands behind FROM for a table in memory; null for a file.</param>
/// <param name="File">Null for a table.</param>
internal sealed record Source(string? Table, string? File, Segment? Segment, long Events, long From, long To, long LastOffset, Func<string, bool> HasRest, IReadOnlyList<int> Signs)
{
    public static Source Of(HotTable table)
    {
        var (from, to) = table.Times;
        return new Source(HotFunction.From(table), null, null, table.Visible, from, to, table.Next - 1, table.RestNames.May, table.Holes.All);
    }

    public static Source Of(Segment segment, string folder)
    {
        var names = segment.RestNames is { } listed ? new HashSet<string>(listed, StringComparer.Ordinal) : null;
        return new Source(null, Path.Combine(folder, segment.File + ".parquet"), segment, segment.Events, segment.From, segment.To, segment.LastOffset,
            name => names is null || names.Contains(name), segment.Signs);
    }

    /// <summary>All of them as what stands behind FROM.</summary>
    public static string Union(IReadOnlyList<Source> sources)
    {
        var parts = sources.Where(s => s.Table is not null).Select(s => $"SELECT * FROM {s.Table}").ToList();
        var files = sources.Select(s => s.File).OfType<string>().Select(Sql.Literal).ToList();
        if (files.Count > 0) parts.Add($"SELECT * FROM read_parquet([{string.Join(", ", files)}])");
        return $"({string.Join(" UNION ALL ", parts)})";
    }
}
