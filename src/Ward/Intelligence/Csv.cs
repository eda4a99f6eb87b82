using System.Text;

namespace Ward.Intelligence;

/// <summary>Cells of one line (RFC 4180, one record a line).</summary>
internal static class Csv
{
    private const int MostCells = 200;

    public static List<string> Split(string line, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length && cells.Count < MostCells; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[++i]);
            else if (quoted) (quoted, cell) = c == '"' ? (false, cell) : (true, cell.Append(c));
            else if (c == '"' && string.IsNullOrWhiteSpace(cell.ToString())) (quoted, cell) = (true, cell.Clear());
            else if (c == separator)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(c);
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
