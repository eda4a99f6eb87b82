using System.Globalization;
using System.Text;

namespace Ward.Storage.Embedded.Events;

/// <summary>Writes segments: from a table in memory, or joined from others. Nothing of it counts before a manifest names it.</summary>
internal sealed class SegmentWriter(DuckDbConnections connections, string folder, int level)
{
    public const string Temporary = "tmp";

    public Segment Seal(HotTable table, HotPart part, long number)
    {
        var (from, until) = (part.Day * 86_400_000_000L, (part.Day + 1) * 86_400_000_000L);
        var made = Write(
            $"SELECT * FROM {table.Name} WHERE class = {Sql.Number(part.Class)} AND \"time\" >= make_timestamp({Sql.Number(from)}) AND \"time\" < make_timestamp({Sql.Number(until)})",
            part.Day, part.Class, number, part.Words);
        return new Segment(made.Name, part.Day, part.Class, part.Events, part.From, part.To, part.FirstOffset, part.LastOffset, part.RawBytes, made.Bytes, part.RestNames.All, part.Sure, part.Holes.All, Layout.Version);
    }

    /// <param name="parts">Of one day and class, two or more.</param>
    public Segment Join(IReadOnlyList<Segment> parts, long number)
    {
        parts = [.. parts.OrderBy(p => p.FirstOffset)];
        var files = Source.Union([.. parts.Select(p => Source.Of(p, folder))]);
        var words = new TokenSet();
        Gather(files, LineSql.Line(parts.SelectMany(p => p.Signs)), words);
        var made = Write($"SELECT * FROM {files}", parts[0].Day, parts[0].Class, number, words);
        var names = parts.All(p => p.RestNames is not null) ? parts.SelectMany(p => p.RestNames!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() : null;
        return new Segment(made.Name, parts[0].Day, parts[0].Class, parts.Sum(p => p.Events), parts.Min(p => p.From), parts.Max(p => p.To), parts.Min(p => p.FirstOffset), parts.Max(p => p.LastOffset),
            parts.Sum(p => p.RawBytes), made.Bytes, names?.Count <= Segment.MostRestNames ? names : null, parts.All(p => p.Sure), [.. parts.SelectMany(p => p.Signs).Distinct().Order()], Layout.Version);
    }

    private (string Name, long Bytes) Write(string select, int day, int eventClass, long number, TokenSet words)
    {
        var date = DateTimeOffset.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = $"{date}/{Sql.Number(eventClass)}-{Sql.Number(number)}";
        var made = Path.Combine(folder, Temporary, $"{Sql.Number(number)}.parquet");
        using (var connection = connections.Open())
            Sql.Run(connection, $"COPY ({select}) TO {Sql.Literal(made)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {Sql.Number(level)}, PARQUET_VERSION v2)");
        Directory.CreateDirectory(Path.Combine(folder, date));
        var (events, filter) = (Path.Combine(folder, name + ".parquet"), Path.Combine(folder, name + ".filter"));
        Disk.Flush(made);
        File.Move(made, events, overwrite: true);
        TokenFilter.Write(filter, words);
        Disk.FlushFolder(Path.Combine(folder, date));
        Disk.FlushFolder(folder);
        return (name, new FileInfo(events).Length + new FileInfo(filter).Length);
    }

    private void Gather(string files, string line, TokenSet words)
    {
        using var connection = connections.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {line}, {string.Join(", ", Layout.Filtered.Select(Layout.NameOf))} FROM {files}";
        command.UseStreamingMode = true;
        using var row = command.ExecuteReader();
        var utf8 = new byte[4096];
        while (row.Read())
        {
            Tokens.Add(Utf8(row.GetString(0), ref utf8), words);
            for (var i = 0; i < Layout.Filtered.Length; i++)
                if (!row.IsDBNull(i + 1)) words.Add(Tokens.OfValue(Layout.Column(Layout.Filtered[i]), Utf8(row.GetString(i + 1), ref utf8)));
        }
    }

    private static ReadOnlySpan<byte> Utf8(string text, ref byte[] into)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (into.Length < most) into = new byte[most];
        return into.AsSpan(0, Encoding.UTF8.GetBytes(text, into));
    }
}
