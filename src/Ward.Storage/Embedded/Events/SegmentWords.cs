using System.Text;
using DuckDB.NET.Data;

namespace Ward.Storage.Embedded.Events;

/// <summary>Gathers the words of segments that are to be joined, from templates and values as they are stored: no line is put together. Used once.</summary>
internal sealed class SegmentWords(IWords words)
{
    private const int Remembered = 1 << 15, Template = -1, Pair = -2;
    private readonly WordGatherer gatherer = new(words);
    private readonly (int Column, string Text)[] seen = new (int, string)[Remembered];
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
            else if (IsNew(Template, line)) gatherer.AddTemplate(Utf8(line));
            // Value by value: together they are new in nearly every row, one by one they seldom are.
            if (!row.IsDBNull(2) && row.GetString(2) is { Length: > 0 } rest)
                foreach (var value in rest.AsSpan().Split('\0'))
                    if (IsNew(Pair, rest.AsSpan(value))) gatherer.AddLine(Utf8(rest.AsSpan(value)));
            for (var i = 0; i < columns.Count; i++)
            {
                if (row.IsDBNull(i + 3)) continue;
                var value = row.GetString(i + 3);
                if (IsNew(columns[i], value)) gatherer.AddValue(columns[i], Utf8(value));
            }
        }
    }

    /// <summary>False where it stood there not long ago.</summary>
    private bool IsNew(int column, ReadOnlySpan<char> text)
    {
        ref var slot = ref seen[HashCode.Combine(column, string.GetHashCode(text)) & (Remembered - 1)];
        if (slot.Column == column && slot.Text is { } known && text.SequenceEqual(known)) return false;
        slot = (column, text.ToString());
        return true;
    }

    private ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (utf8.Length < most) utf8 = new byte[most];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
    }
}
