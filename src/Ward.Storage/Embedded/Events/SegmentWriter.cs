using System.Globalization;
using Ward.Standards.Streams;

namespace Ward.Storage.Embedded.Events;

/// <summary>Writes segments: spilled from a table in memory, or as Parquet from others. Nothing of it counts before a manifest names it. Thread-safe.</summary>
internal sealed class SegmentWriter(DuckDbConnections connections, string folder, EventStoreOptions options, HotTables tables)
{
    public const string Temporary = "tmp";

    // Parts have many words in common; how many, is seen only when all are there.
    private const int SpareFilter = 3;

    // What is smaller than such a share of a full one is soon joined with others, and need not be written so well.
    private const int LikelyJoined = 8;

    /// <param name="number">Of its own; no other segment ever had it.</param>
    /// <param name="spill">Whether as it stands in memory; else as Parquet at once.</param>
    public Segment Seal(HotPart part, long number, bool spill)
    {
        var name = Name(part.Day, part.Class, number);
        var segment = new Segment(name, part.Day, part.Class, part.Events, part.From, part.To, part.FirstOffset, part.LastOffset, part.RawBytes, 0, part.RestNames.All, part.Sure, part.Holes.All, Layout.Version, Whole: true, part.Twins.All, spill, Doubled: true);
        if (spill)
        {
            segment = segment with { Bytes = Write(segment, made => SpillWriter.Write(part, made), file => TokenFilter.Write(file, part.Words)) };
            tables.Add(segment, folder, check: false);
            return segment;
        }

        tables.Add(segment, part);
        try
        {
            return segment with { Bytes = Write(segment, made => Copy($"SELECT * FROM {HotFunction.From(segment)}", made, options.PieceCompressionLevel), file => TokenFilter.Write(file, part.Words)) };
        }
        finally
        {
            tables.Drop(segment);
        }
    }

    /// <param name="parts">Of one day and class; all of them spilled or none.</param>
    /// <param name="number">Of its own; no other segment ever had it.</param>
    public Segment Join(IReadOnlyList<Segment> parts, long number)
    {
        parts = [.. parts.OrderBy(p => p.FirstOffset)];
        var filter = new FilterBits(parts.Sum(p => TokenFilter.Words(p.FilterIn(folder)) ?? p.RawBytes / 4), SpareFilter);
        var gathering = new List<long>();
        try
        {
            string rows;
            if (parts[0].Spilled)
            {
                rows = string.Join(" UNION ALL ", parts.Select(p => $"SELECT * FROM {HotFunction.From(p)}"));
                foreach (var part in parts) tables[part].AddWordsTo(filter);
            }
            else
            {
                rows = string.Join(" UNION ALL ", parts.GroupBy(p => (p.Whole, HasTwins: p.Layout >= Layout.Twins)).Select(kind => Rows(kind, filter, gathering)));
            }

            var joined = Joined(parts, Name(parts[0].Day, parts[0].Class, number));
            var level = parts[0].Spilled && joined.Events < options.SegmentEvents / LikelyJoined ? options.PieceCompressionLevel : options.CompressionLevel;
            return joined with { Bytes = Write(joined, made => Copy(rows, made, level), filter.Write) };
        }
        finally
        {
            foreach (var ended in gathering) connections.Words.End(ended);
        }
    }

    private static Segment Joined(IReadOnlyList<Segment> parts, string name)
    {
        var names = parts.All(p => p.RestNames is not null) ? parts.SelectMany(p => p.RestNames!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() : null;
        return new Segment(name, parts[0].Day, parts[0].Class, parts.Sum(p => p.Events), parts.Min(p => p.From), parts.Max(p => p.To), parts.Min(p => p.FirstOffset), parts.Max(p => p.LastOffset),
            parts.Sum(p => p.RawBytes), 0, names?.Count <= Segment.MostRestNames ? names : null, parts.All(p => p.Sure), [.. parts.SelectMany(p => p.Signs).Distinct().Order()],
            Layout.Version, parts.All(p => p.Whole), Twins.Together(parts.Select(p => p.Twins).OfType<IReadOnlyDictionary<string, IReadOnlyList<int>>>()),
            // The words of Parquet are gathered anew.
            Doubled: parts.All(p => p.Doubled || !p.Spilled));
    }

    private string Files(IEnumerable<Segment> parts) => Source.Union([.. parts.Select(p => Source.Of(p, folder))]);

    private static string Name(int day, int eventClass, long number) => $"{Date(day)}/{Sql.Number(eventClass)}-{Sql.Number(number)}";

    private static string Date(int day) => DateTimeOffset.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Copy(string select, string made, int level)
    {
        using (var connection = connections.Open())
            Sql.Run(connection, $"COPY ({select}) TO {Sql.Literal(made)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {Sql.Number(level)}, PARQUET_VERSION v2)");
        Disk.Flush(made);
    }

    /// <summary>Makes both files of a segment durable in their place, and tells how long they are.</summary>
    /// <param name="writeEvents">Writes the events to the file and makes it durable.</param>
    private long Write(Segment segment, Action<string> writeEvents, Action<string> writeFilter)
    {
        var made = Path.Combine(folder, Temporary, $"{Sql.Number(segment.Number)}{Path.GetExtension(segment.EventsIn(folder))}");
        var (events, filter, day) = (segment.EventsIn(folder), segment.FilterIn(folder), Path.Combine(folder, Date(segment.Day)));
        try
        {
            writeEvents(made);
            Directory.CreateDirectory(day);
            File.Move(made, events, overwrite: true);
            writeFilter(filter);
            FolderFlush.Flush(day);
            FolderFlush.Flush(folder);
        }
        catch
        {
            // Half a file on a full disk is in the way of everything after it.
            foreach (var half in new[] { made, events, filter }.Where(File.Exists)) File.Delete(half);
            throw;
        }

        return new FileInfo(events).Length + new FileInfo(filter).Length;
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
