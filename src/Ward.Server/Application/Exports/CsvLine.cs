using System.Buffers;
using System.Text;

namespace Ward.Server.Application.Exports;

/// <summary>
/// One record of RFC 4180. A value that a spreadsheet would take for a formula gets an apostrophe before it, unless it is a number:
/// lines of logs are written by anybody.
/// </summary>
internal static class CsvLine
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    public static string Of(IEnumerable<string?> values)
    {
        var line = new StringBuilder();
        foreach (var value in values)
        {
            if (line.Length > 0) line.Append(',');
            // A first value that is empty must still be a value.
            Add(line, Harmless(value ?? ""), line.Length == 0);
        }

        return line.Append("\r\n").ToString();
    }

    private static string Harmless(string value) =>
        value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !double.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _) ? "'" + value : value;

    private static void Add(StringBuilder line, string value, bool first)
    {
        if (!value.AsSpan().ContainsAny(Quoted) && !(first && value.Length == 0))
        {
            line.Append(value);
            return;
        }

        line.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
