using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>Reads fields of an answer leniently and makes them safe to show: log text is anybody's text.</summary>
internal static class Cells
{
    public const string None = "-";

    /// <summary>The field at a path of names; names are compared without case; a missing one is '-'.</summary>
    public static string Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (!TryField(element, name, out var next)) return None;
            element = next;
        }

        return Words(element);
    }

    public static bool TryField(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Object) return false;
        foreach (var field in element.EnumerateObject())
        {
            if (!field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            value = field.Value;
            return value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
        }

        return false;
    }

    /// <summary>The items of an array at the path; none where it is not there.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (!TryField(element, name, out element)) return [];
        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];
    }

    /// <summary>A moment as 'yyyy-MM-dd HH:mm:ss' UTC.</summary>
    public static string Moment(JsonElement element, string name) =>
        TryField(element, name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var moment)
            ? moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : None;

    /// <summary>A chance or share of 0 to 1 as percent.</summary>
    public static string Share(JsonElement element, string name) =>
        TryField(element, name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("P0", CultureInfo.InvariantCulture) : None;

    public static Spectre.Console.Text Cell(string text) => new(Printable.Of(text));

    public static Table Table(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(new TableColumn(Cell(column)));
        return table;
    }

    public static void Row(Table table, params ReadOnlySpan<string> cells)
    {
        var row = new Spectre.Console.Text[cells.Length];
        for (var i = 0; i < cells.Length; i++) row[i] = Cell(cells[i]);
        table.AddRow(row);
    }

    private static string Words(JsonElement element) => Printable.Of(element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => None,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array => string.Join(", ", element.EnumerateArray().Select(Words)),
        // An id may be written as an object with its value; an entity as kind and value.
        JsonValueKind.Object when TryField(element, "value", out var value) => Words(value),
        _ => element.GetRawText(),
    });
}
