using System.Globalization;

namespace Ward.Standards.Ocsf.Reading;

/// <summary>One row of a table: <c>kind TAB name TAB key=value ...</c>, or with a leading tab <c>name TAB requirement TAB key=value ...</c>.</summary>
internal sealed class TableRow
{
    private readonly string[] cells;
    private readonly int first;

    internal TableRow(string line, int number)
    {
        Number = number;
        cells = line.Split('\t');
        first = line.StartsWith('\t') ? 3 : 2;
        if (cells.Length < first && !(first == 3 && cells.Length == 2)) throw Broken("has too few cells");
        (Kind, Name) = first == 3 ? ("", cells[1]) : (cells[0], cells[1]);
        Second = cells.Length > 2 ? cells[2] : "";
    }

    internal int Number { get; }

    /// <summary>Empty for the attribute of a class or object.</summary>
    internal string Kind { get; }

    internal string Name { get; }

    /// <summary>The requirement in an attribute's row.</summary>
    internal string Second { get; }

    internal string? this[string key]
    {
        get
        {
            foreach (var cell in cells.AsSpan(first))
                if (cell.Length > key.Length && cell[key.Length] == '=' && cell.StartsWith(key, StringComparison.Ordinal)) return cell[(key.Length + 1)..];
            return null;
        }
    }

    internal IReadOnlyList<string> Names(string key) => this[key] is { } all ? all.Split(',') : [];

    internal int? Int(string key) =>
        this[key] is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw Broken($"has no number in '{key}'");

    internal FormatException Broken(string what) => new($"OCSF table, row {Number.ToString(CultureInfo.InvariantCulture)}: {what}.");
}
