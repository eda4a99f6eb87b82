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

    /// <summary>Template and values: every word of the line is in one of them, whole, and they are much cheaper to get than the line. None where the line is there as it is.</summary>
    public static IReadOnlyList<string> Pieces(IEnumerable<int> signs)
    {
        var numbers = signs.Select(LineTemplate.NumberOf).Distinct().Order().ToList();
        var pieces = numbers.Where(n => n < Layout.Own.Length).Select(n => Layout.NameOf(Layout.Own[n])).ToList();
        if (numbers.Count > pieces.Count) pieces.Add("array_to_string(map_values(rest), ' ')");
        return pieces.Count == 0 ? [] : ["raw", .. pieces];
    }

    /// <summary>The same rows of before version 3, but that a line is kept as it is where a value in <c>rest</c> has what would be taken for a sign.</summary>
    /// <param name="from">What stands behind FROM.</param>
    public static string WithoutSigns(string from, string line)
    {
        const string odd = @"raw_bytes IS NULL AND regexp_matches(array_to_string(map_values(rest), ''), '[\x{E000}-\x{EFFF}]')";
        var message = Layout.NameOf(Fields.Message);
        return $"(SELECT * REPLACE (CASE WHEN {odd} THEN {line} ELSE raw END AS raw, CASE WHEN {odd} THEN {Message(line)} ELSE {message} END AS {message}, CASE WHEN {odd} THEN encode({line}) ELSE raw_bytes END AS raw_bytes) FROM {from})";
    }

    /// <param name="line">The line, as <see cref="Line"/> gives it.</param>
    public static string Message(string line)
    {
        var message = Layout.NameOf(Fields.Message);
        return $"(CASE WHEN raw_bytes IS NULL AND {message}[1] = chr({((int)LineTemplate.Tail).ToString(CultureInfo.InvariantCulture)}) "
            + $"THEN right({line}, CAST({message}[2:] AS BIGINT)) ELSE {message} END)";
    }
}
