using System.Globalization;
using System.Text;
using Ward.Standards.Yaml;

namespace Ward.Standards.Csv;

/// <summary>
/// Reads comma-separated values row by row (RFC 4180; also with ';' or tab). Bounds: <see cref="MostCells"/> cells a row, <see cref="LongestCell"/>
/// characters a cell. A row that is wrong is reported and left out; blank rows are not rows.
/// </summary>
public static class CsvReader
{
    public const int MostCells = 1000;

    public const int LongestCell = 65_536;

    /// <summary>The separator that a first row most likely uses: the most frequent of ',', ';' and tab outside quotes.</summary>
    public static char Separator(string firstRow)
    {
        var counts = new int[3];
        var quoted = false;
        foreach (var c in firstRow)
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && ",;\t".IndexOf(c, StringComparison.Ordinal) is var at and >= 0) counts[at]++;
        }

        return ",;\t"[Array.IndexOf(counts, counts.Max())];
    }

    /// <param name="line">1-based line at which <paramref name="text"/> stands.</param>
    public static IEnumerable<CsvRow> Read(TextReader text, char separator, ProblemList problems, int line = 1)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (string? row; (row = text.ReadLine()) is not null; line++)
        {
            if (string.IsNullOrWhiteSpace(row)) continue;
            var (first, fault) = (line, (string?)null);
            cells.Clear();
            cell.Clear();
            var (quoted, closed) = (false, false);
            for (var at = 0; ;)
            {
                if (at == row.Length)
                {
                    // A quoted cell may hold line breaks.
                    if (quoted && cell.Length <= LongestCell && text.ReadLine() is { } next)
                    {
                        cell.Append('\n');
                        (row, at) = (next, 0);
                        line++;
                        continue;
                    }

                    if (quoted) fault ??= "a closing quote";
                    break;
                }

                var c = row[at++];
                if (quoted && c == '"' && at < row.Length && row[at] == '"') cell.Append(row[at++]);
                else if (quoted && c == '"') (quoted, closed) = (false, true);
                else if (quoted) cell.Append(c);
                else if (c == separator)
                {
                    cells.Add(cell.ToString());
                    cell.Clear();
                    closed = false;
                }
                else if (closed) fault ??= "a separator after a closing quote";
                else if (c == '"' && cell.Length == 0) quoted = true;
                else cell.Append(c);
                if (cell.Length > LongestCell) fault ??= string.Create(CultureInfo.InvariantCulture, $"at most {LongestCell} characters in a cell");
            }

            cells.Add(cell.ToString());
            if (cells.Count > MostCells) fault ??= string.Create(CultureInfo.InvariantCulture, $"at most {MostCells} cells in a row");
            if (fault is null) yield return new CsvRow(first, [.. cells]);
            else problems.Add(first, "", fault, Printable.Quoted(row));
        }
    }
}
