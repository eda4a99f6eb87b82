using System.Globalization;
using Ward.Ingest;

namespace Ward.Storage.Embedded.Events;

/// <summary>Lines and messages put together again, as SQL.</summary>
internal static class LineSql
{
    /// <param name="signs">Those that occur in what is selected from.</param>
    public static string Line(IEnumerable<int> signs)
    {
        const int escapes = LineTemplate.FirstEscaped - LineTemplate.First;
        var line = "raw";
        foreach (var sign in signs.Distinct().Order())
        {
            var number = sign % escapes;
            var value = number < Layout.Own.Length ? Layout.NameOf(Layout.Own[number]) : $"map_values(rest)[{Sql.Number(number - Layout.Own.Length + 1)}]";
            if (sign >= escapes) value = $"replace(replace({value}, '\\', '\\\\'), '\"', '\\\"')";
            line = $"replace({line}, chr({Sql.Number(LineTemplate.First + sign)}), coalesce({value}, ''))";
        }

        return line == "raw" ? line : $"(CASE WHEN raw_bytes IS NULL THEN {line} ELSE raw END)";
    }

    /// <summary>Template and values one behind the other: every word of the line is in it, whole, and much cheaper to get than the line.</summary>
    public static string Pieces(IEnumerable<int> signs)
    {
        var numbers = signs.Select(LineTemplate.NumberOf).Distinct().Order().ToList();
        var pieces = numbers.Where(n => n < Layout.Own.Length).Select(n => Layout.NameOf(Layout.Own[n])).ToList();
        if (numbers.Count > pieces.Count) pieces.Add("array_to_string(map_values(rest), ' ')");
        return pieces.Count == 0 ? "raw" : $"concat_ws(' ', raw, {string.Join(", ", pieces)})";
    }

    /// <param name="line">The line, as <see cref="Line"/> gives it.</param>
    public static string Message(string line)
    {
        var message = Layout.NameOf(Fields.Message);
        return $"(CASE WHEN raw_bytes IS NULL AND {message}[1] = chr({((int)LineTemplate.Tail).ToString(CultureInfo.InvariantCulture)}) "
            + $"THEN right({line}, CAST({message}[2:] AS BIGINT)) ELSE {message} END)";
    }
}
