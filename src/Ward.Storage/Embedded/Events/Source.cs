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
        foreach (var files in sources.Where(s => s.File is not null).GroupBy(s => s.Segment!.Layout))
            parts.Add($"SELECT {Layout.Select(files.Key)} FROM read_parquet([{string.Join(", ", files.Select(f => Sql.Literal(f.File!)))}])");
        return $"({string.Join(" UNION ALL ", parts)})";
    }
}
