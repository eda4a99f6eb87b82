namespace Ward.Storage.Embedded.Events;

/// <summary>A segment or a table in memory, as something to select from.</summary>
/// <param name="Table">What stands behind FROM for a table in memory and for a spilled segment; null for a Parquet file.</param>
/// <param name="HasRest">Whether a name may be in <c>rest</c> with a value of its own.</param>
/// <param name="File">The Parquet file; null for the others.</param>
internal sealed record Source(string? Table, string? File, Segment? Segment, long Events, long From, long To, long LastOffset, Func<string, bool> HasRest, IReadOnlyList<int> Signs, IReadOnlyDictionary<string, IReadOnlyList<int>> Twins)
{
    public static Source Of(HotTable table)
    {
        var (from, to) = table.Times;
        return new Source(HotFunction.From(table), null, null, table.Visible, from, to, table.Next - 1,
            name => table.Parts.Any(p => p.RestNames.May(name)),
            [.. table.Parts.SelectMany(p => p.Holes.All).Distinct()], table.TwinNames);
    }

    public static Source Of(Segment segment, string folder)
    {
        var names = segment.RestNames is { } listed ? new HashSet<string>(listed, StringComparer.Ordinal) : null;
        return new Source(segment.Spilled ? HotFunction.From(segment) : null, segment.Spilled ? null : segment.EventsIn(folder), segment, segment.Events, segment.From, segment.To, segment.LastOffset,
            name => names is null || names.Contains(name), segment.Signs, segment.Twins ?? new Dictionary<string, IReadOnlyList<int>>());
    }

    /// <summary>All of them as what stands behind FROM: the columns of <see cref="Layout"/>, and <c>layout</c>, the version in which a row is kept.</summary>
    public static string Union(IReadOnlyList<Source> sources)
    {
        var parts = sources.Where(s => s.Table is not null).Select(s => $"SELECT *, {Sql.Number(s.Segment?.Layout ?? Layout.Version)} AS layout FROM {s.Table}").ToList();
        foreach (var files in sources.Where(s => s.File is not null).GroupBy(s => s.Segment!.Layout))
            parts.Add($"SELECT {Layout.Select(files.Key)}, {Sql.Number(files.Key)} AS layout FROM read_parquet([{string.Join(", ", files.Select(f => Sql.Literal(f.File!)))}])");
        return $"({string.Join(" UNION ALL ", parts)})";
    }
}
