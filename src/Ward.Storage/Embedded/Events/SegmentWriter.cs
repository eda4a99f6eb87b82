using System.Globalization;

namespace Ward.Storage.Embedded.Events;

/// <summary>Writes segments: from a table in memory, or joined from others. Nothing of it counts before a manifest names it. Thread-safe.</summary>
/// <param name="levels">zstd's for a piece, which is written while events come, and for a joined one, which has time.</param>
internal sealed class SegmentWriter(DuckDbConnections connections, string folder, (int Piece, int Joined) levels)
{
    public const string Temporary = "tmp";

    /// <param name="index">Of the part in its table.</param>
    /// <param name="number">Of its own; no other segment ever had it.</param>
    public Segment Seal(HotTable table, int index, long number)
    {
        var part = table.Parts[index];
        var made = Write($"SELECT * FROM {HotFunction.From(table, index)}", levels.Piece, part.Day, part.Class, number, file => TokenFilter.Write(file, part.Words));
        return new Segment(made.Name, part.Day, part.Class, part.Events, part.From, part.To, part.FirstOffset, part.LastOffset, part.RawBytes, made.Bytes, part.RestNames.All, part.Sure, part.Holes.All, Layout.Version, Whole: true);
    }

    /// <param name="parts">Of one day and class, two or more.</param>
    /// <param name="number">Of its own; no other segment ever had it.</param>
    public Segment Join(IReadOnlyList<Segment> parts, long number)
    {
        parts = [.. parts.OrderBy(p => p.FirstOffset)];
        var made = Write($"SELECT * FROM {Files(parts)}", levels.Joined, parts[0].Day, parts[0].Class, number, file => Gather(parts, file));
        var names = parts.All(p => p.RestNames is not null) ? parts.SelectMany(p => p.RestNames!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() : null;
        return new Segment(made.Name, parts[0].Day, parts[0].Class, parts.Sum(p => p.Events), parts.Min(p => p.From), parts.Max(p => p.To), parts.Min(p => p.FirstOffset), parts.Max(p => p.LastOffset),
            parts.Sum(p => p.RawBytes), made.Bytes, names?.Count <= Segment.MostRestNames ? names : null, parts.All(p => p.Sure), [.. parts.SelectMany(p => p.Signs).Distinct().Order()], Layout.Version, parts.All(p => p.Whole));
    }

    private string Files(IEnumerable<Segment> parts) => Source.Union([.. parts.Select(p => Source.Of(p, folder))]);

    private (string Name, long Bytes) Write(string select, int level, int day, int eventClass, long number, Action<string> writeFilter)
    {
        var date = DateTimeOffset.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = $"{date}/{Sql.Number(eventClass)}-{Sql.Number(number)}";
        var made = Path.Combine(folder, Temporary, $"{Sql.Number(number)}.parquet");
        var (events, filter) = (Path.Combine(folder, name + ".parquet"), Path.Combine(folder, name + ".filter"));
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

    private void Gather(IReadOnlyList<Segment> parts, string file)
    {
        var most = parts.Sum(p => TokenFilter.Words(Path.Combine(folder, p.File + ".filter")) ?? p.RawBytes / 4);
        var filter = new FilterBits(most);
        var words = new SegmentWords(filter);
        using var connection = connections.Open();
        foreach (var kind in parts.GroupBy(p => p.Whole))
        {
            var signs = kind.SelectMany(p => p.Signs).Distinct().ToList();
            // Before version 2 a sign could stand within a dotted quad: there the lines themselves must be looked at.
            var from = kind.Key ? Files(kind) : $"(SELECT * REPLACE ({LineSql.Line(signs)} AS raw) FROM {Files(kind)})";
            words.Read(connection, from, signs);
        }

        filter.Write(file);
    }
}
