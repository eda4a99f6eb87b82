using System.Text;
using DuckDB.NET.Data;

namespace Ward.Storage.Embedded.Events;

/// <summary>Gathers the words of segments that are to be joined, from templates and values as they are stored: no line is put together. Used once.</summary>
internal sealed class SegmentWords(IWords words)
{
    private const int Remembered = 1 << 14;
    private readonly WordGatherer gatherer = new(words);
    private readonly string?[] templates = new string?[Remembered], values = new string?[Remembered];
    private byte[] utf8 = new byte[4096];

    /// <param name="from">What stands behind FROM.</param>
    /// <param name="signs">That occur in the lines.</param>
    public void Read(DuckDBConnection connection, string from, IEnumerable<int> signs)
    {
        var columns = signs.Select(LineTemplate.NumberOf).Where(n => n < Layout.Own.Length).Select(n => Layout.FirstOwn + n)
            .Concat(Layout.Filtered.Select(Layout.Column)).Distinct().Order().ToList();
        using var command = connection.CreateCommand();
        // No word goes on over character 0.
        command.CommandText = $"SELECT raw, raw_bytes IS NULL, array_to_string(map_values(rest), chr(0)), {string.Join(", ", columns.Select(c => $"\"{Layout.Names[c]}\""))} FROM {from}";
        command.UseStreamingMode = true;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var line = row.GetString(0);
            if (!row.GetBoolean(1)) gatherer.AddLine(Utf8(line));
            else if (IsNew(templates, line)) gatherer.AddTemplate(Utf8(line));
            if (!row.IsDBNull(2) && row.GetString(2) is { Length: > 0 } rest && IsNew(values, rest)) gatherer.AddLine(Utf8(rest));
            for (var i = 0; i < columns.Count; i++)
            {
                if (row.IsDBNull(i + 3)) continue;
                var value = row.GetString(i + 3);
                if (Layout.IsFiltered(columns[i]) || IsNew(values, value)) gatherer.AddValue(columns[i], Utf8(value));
            }
        }
    }

    private static bool IsNew(string?[] known, string text)
    {
        ref var slot = ref known[string.GetHashCode(text) & (known.Length - 1)];
        if (slot == text) return false;
        slot = text;
        return true;
    }

    private ReadOnlySpan<byte> Utf8(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (utf8.Length < most) utf8 = new byte[most];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
    }
}
