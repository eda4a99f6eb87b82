using System.Globalization;

namespace Ward.Storage.Embedded.Events;

/// <summary>Writes segments: from a table in memory, or joined from others. Nothing of it counts before a manifest names it. Thread-safe.</summary>
/// <param name="levels">zstd's for a piece, which is written while events come, and for a joined one, which has time.</param>
internal sealed class SegmentWriter(DuckDbConnections connections, string folder, (int Piece, int Joined) levels)
{
    public const string Temporary = "tmp";

    // Parts have many words in common; how many, is seen only when all are there.
    private const int SpareFilter = 3;

    /// <param name="index">Of the part in its table.</param>
    /// <param name="number">Of its own; no other segment ever had it.</param>
    public Segment Seal(HotTable table, int index, long number)
    {
        var part = table.Parts[index];
        var made = Write($"SELECT * FROM {HotFunction.From(table, index)}", levels.Piece, part.Day, part.Class, number, file => TokenFilter.Write(file, part.Words));
        return new Segment(made.Name, part.Day, part.Class, part.Events, part.From, part.To, part.FirstOffset, part.LastOffset, part.RawBytes, made.Bytes, part.RestNames.All, part.Sure, part.Holes.All, Layout.Version, Whole: true, part.Twins.All);
    }

    /// <param name="parts">Of one day and class, two or more.</param>
    /// <param name="number">Of its own; no other segment ever had it.</param>
    public Segment Join(IReadOnlyList<Segment> parts, long number)
    {
        parts = [.. parts.OrderBy(p => p.FirstOffset)];
        var filter = new FilterBits(parts.Sum(p => TokenFilter.Words(p.FilterIn(folder)) ?? p.RawBytes / 4), SpareFilter);
        var gathering = new List<long>();
        try
        {
            var rows = string.Join(" UNION ALL ", parts.GroupBy(p => (p.Whole, HasTwins: p.Layout >= Layout.Twins)).Select(kind => Rows(kind, filter, gathering)));
            var made = Write(rows, levels.Joined, parts[0].Day, parts[0].Class, number, filter.Write);
            return Joined(parts, made.Name, made.Bytes);
        }
        finally
        {
            foreach (var ended in gathering) connections.Words.End(ended);
        }
    }

    private static Segment Joined(IReadOnlyList<Segment> parts, string name, long bytes)
    {
        var names = parts.All(p => p.RestNames is not null) ? parts.SelectMany(p => p.RestNames!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() : null;
        return new Segment(name, parts[0].Day, parts[0].Class, parts.Sum(p => p.Events), parts.Min(p => p.From), parts.Max(p => p.To), parts.Min(p => p.FirstOffset), parts.Max(p => p.LastOffset),
            parts.Sum(p => p.RawBytes), bytes, names?.Count <= Segment.MostRestNames ? names : null, parts.All(p => p.Sure), [.. parts.SelectMany(p => p.Signs).Distinct().Order()],
            Layout.Version, parts.All(p => p.Whole), Twins.Together(parts.Select(p => p.Twins).OfType<IReadOnlyDictionary<string, IReadOnlyList<int>>>()));
    }

    private string Files(IEnumerable<Segment> parts) => Source.Union([.. parts.Select(p => Source.Of(p, folder))]);

    private (string Name, long Bytes) Write(string select, int level, int day, int eventClass, long number, Action<string> writeFilter)
    {
        var date = DateTimeOffset.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = $"{date}/{Sql.Number(eventClass)}-{Sql.Number(number)}";
        var made = Path.Combine(folder, Temporary, $"{Sql.Number(number)}.parquet");
        var (events, filter) = (Segment.EventsOf(folder, name), Segment.FilterOf(folder, name));
        try
        {
            using (var connection = connections.Open())
                Sql.Run(connection, $"COPY ({select}) TO {Sql.Literal(made)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {Sql.Number(level)}, PARQUET_VERSION v2)");
            Directory.CreateDirectory(Path.Combine(folder, date));
            Disk.Flush(made);
            File.Move(made, events, overwrite: true);
            writeFilter(filter);
            Disk.FlushFolder(Path.Combine(folder, date));
            Disk.FlushFolder(folder);
        }
        catch
        {
            // Half a file on a full disk is in the way of everything after it.
            foreach (var half in new[] { made, events, filter }.Where(File.Exists)) File.Delete(half);
            throw;
        }

        return (name, new FileInfo(events).Length + new FileInfo(filter).Length);
    }

    /// <summary>The rows of parts, whose words go to the filter as they are read.</summary>
    private string Rows(IGrouping<(bool Whole, bool HasTwins), Segment> kind, FilterBits filter, List<long> gathering)
    {
        var signs = kind.SelectMany(p => p.Signs).Distinct().ToList();
        var columns = signs.Select(LineTemplate.NumberOf).Where(n => n < Layout.Own.Length).Select(n => Layout.FirstOwn + n).Concat(Layout.Filtered.Select(Layout.Column)).Distinct().Order();
        var (from, line) = (Files(kind), LineSql.Line(signs));
        if (!kind.Key.HasTwins) from = LineSql.WithoutSigns(from, line);
        // Before version 2 a sign could stand within a dotted quad: there the lines themselves must be looked at.
        var rows = connections.Words.Select(new SegmentWords(filter, [.. columns]), from, kind.Key.Whole ? "raw" : line, out var number);
        gathering.Add(number);
        return rows;
    }
}
