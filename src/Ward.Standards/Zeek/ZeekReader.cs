using System.Globalization;
using System.Text.Json;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Standards.Zeek;

/// <summary>
/// Reads logs of Zeek row by row, whatever their length: tab-separated with its header (several logs may follow one another), or a JSON object a line;
/// plain or gzipped. A row that is wrong is reported and left out.
/// </summary>
public static class ZeekReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    public static IEnumerable<ZeekRow> Read(Stream from, ProblemList problems)
    {
        var (header, row) = (new ZeekHeader(), new ZeekTextRow());
        foreach (var (number, text) in TextLines.Read(from, problems))
        {
            var line = number == 1 ? text.TrimStart('\uFEFF') : text;
            if (line.StartsWith("#separator ", StringComparison.Ordinal)) header = new ZeekHeader();
            if (line.StartsWith('#')) header.Take(line);
            else if (line.StartsWith('{'))
            {
                using var document = Parsed(line, number, problems);
                if (document is null) continue;
                var entry = new ZeekJsonRow(document.RootElement) { Line = number };
                entry.Log = ZeekLogs.Of(entry["_path"], entry.Has);
                yield return entry;
            }
            else if (line.Length == 0) continue;
            else if (header.Count == 0) problems.Add(number, "", "a line #fields above the rows, or a JSON object", Printable.Quoted(line));
            else if (row.TryTake(line, number, header)) yield return row;
            else problems.Add(number, "", $"{header.Count.ToString(CultureInfo.InvariantCulture)} fields", row.Cells.ToString(CultureInfo.InvariantCulture));
        }
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
