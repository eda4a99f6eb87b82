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

    /// <param name="line">The line, as <see cref="Line"/> gives it.</param>
    public static string Message(string line)
    {
        var message = Layout.NameOf(Fields.Message);
        return $"(CASE WHEN raw_bytes IS NULL AND {message}[1] = chr({((int)LineTemplate.Tail).ToString(CultureInfo.InvariantCulture)}) "
            + $"THEN right({line}, CAST({message}[2:] AS BIGINT)) ELSE {message} END)";
    }
}
