using System.Globalization;
using System.Text.Json;
using Ward.Standards.Csv;
using Ward.Standards.Json;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.City.Imports.Observed;

/// <summary>Reads what <c>ward export</c> and <c>ward search --json</c> write, event by event: CSV with headings, or a JSON object a line.</summary>
internal static class EventRows
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Headings as people ask for them, by the name under which they are looked up.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["proto"] = "proto", ["protocol"] = "proto", ["source.ip"] = "src_ip", ["destination.ip"] = "dst_ip", ["source.port"] = "src_port", ["destination.port"] = "dst_port", ["network.transport"] = "proto",
        ["class"] = "class", ["activity"] = "activity", ["status"] = "status", ["time"] = "time",
    };

    /// <summary>Each event is valid until the next is asked for. A line that is wrong is reported and left out.</summary>
    public static IEnumerable<ObservedEvent> Read(Stream from, ProblemList problems)
    {
        Dictionary<string, int>? columns = null;
        var (width, first) = (0, true);
        string? waiting = null;
        var begun = 0;
        foreach (var (number, text) in TextLines.Read(from, problems))
        {
            var line = first ? text.TrimStart('\uFEFF') : text;
            if (line.Length == 0 && waiting is null) continue;
            if (columns is null && line.StartsWith('{'))
            {
                first = false;
                using var document = Parsed(line, number, problems);
                if (document is not null && Event(document.RootElement, number) is { } found) yield return found;
                continue;
            }

            // A quoted cell (the raw line) may hold line breaks.
            if (waiting is null) begun = number;
            waiting = waiting is null ? line : $"{waiting}\n{line}";
            if (waiting.Count(c => c == '"') % 2 != 0 && waiting.Length < CsvReader.LongestCell) continue;
            using var reader = new StringReader(waiting);
            waiting = null;
            if (CsvReader.Read(reader, ',', problems, begun).FirstOrDefault() is not { } row) continue;
            if (first)
            {
                (columns, width, first) = (Columns(row.Cells), row.Cells.Count, false);
                if (columns.ContainsKey("src_ip") && columns.ContainsKey("dst_ip") && columns.ContainsKey("dst_port")) continue;
                problems.Add(begun, "", "the headings src_ip, dst_ip and dst_port, or a JSON object a line", Printable.Quoted(line));
                yield break;
            }

            if (columns is null) problems.Add(begun, "", "a JSON object", Printable.Quoted(line));
            else if (row.Cells.Count != width) problems.Add(begun, "", $"{width.ToString(CultureInfo.InvariantCulture)} cells", row.Cells.Count.ToString(CultureInfo.InvariantCulture));
            else yield return new ObservedEvent.OfRow(columns, row.Cells) { Line = begun };
        }

        if (waiting is not null) problems.Add(begun, "", "a closing quote", "the end of the file");
    }

    private static ObservedEvent? Event(JsonElement line, int number)
    {
        if (line.ValueKind != JsonValueKind.Object) return null;
        // Of a search's answer its rows are events; query, progress and done are not.
        if (line.Field("kind") is null) return new ObservedEvent.OfDocument(line) { Line = number };
        return line.Field("event") is { ValueKind: JsonValueKind.Object } row ? new ObservedEvent.OfSearch(row) { Line = number } : null;
    }

    private static Dictionary<string, int> Columns(IReadOnlyList<string> headings)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i].Trim();
            var name = Names.GetValueOrDefault(heading) ?? (ObservedEvent.Paths.ContainsKey(heading) ? heading : ObservedEvent.Paths.FirstOrDefault(p => p.Value == heading).Key);
            if (name is not null) columns.TryAdd(name, i);
        }

        return columns;
    }

    private static JsonDocument? Parsed(string line, int number, ProblemList problems)
    {
        try
        {
            return JsonDocument.Parse(line, Options);
        }
        catch (JsonException fault)
        {
            problems.Add(number, "", "a JSON object", Printable.Of(fault.Message));
            return null;
        }
    }
}
