using System.Globalization;
using System.Net;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.Standards.Csv;
using Ward.Standards.Yaml;

namespace Ward.City.Imports;

/// <summary>A list of assets with headings. A row with a value that is none is reported by line and left out whole.</summary>
internal static class CsvImport
{
    /// <summary>Fields by which an asset is known, the surest first.</summary>
    private static readonly string[] Keys = ["id", "serial", "macs", "addresses", "names", "name"];

    private static readonly HashSet<string> Several = ["addresses", "names", "macs", "listens", "cpes"];

    public static CityDelta? Read(string text, ImportSettings settings, ProblemList problems)
    {
        var first = text.AsSpan().IndexOf('\n') is var end and >= 0 ? text[..end] : text;
        using var reader = new StringReader(text);
        using var rows = CsvReader.Read(reader, CsvReader.Separator(first), problems).GetEnumerator();
        if (!rows.MoveNext())
        {
            if (problems.Count == 0) problems.Add(1, "", "a row of headings", "nothing");
            return null;
        }

        var headings = rows.Current.Cells.Select(c => c.Trim()).ToList();
        var before = problems.Count;
        var columns = ColumnMapping.Decide(headings, settings.Map, problems);
        if (problems.Count > before) return null;

        var from = settings.From(ImportFormat.Csv);
        var (records, keys) = (new List<CityRecord>(), new HashSet<string>(StringComparer.Ordinal));
        while (rows.MoveNext())
        {
            if (rows.Current.Cells.Count != headings.Count)
            {
                problems.Add(rows.Current.Line, "", $"{headings.Count.ToString(CultureInfo.InvariantCulture)} cells", rows.Current.Cells.Count.ToString(CultureInfo.InvariantCulture));
                continue;
            }

            if (Record(rows.Current, columns, headings, from, problems) is not { } record) continue;
            if (keys.Add(record.Key)) records.Add(record);
            else problems.Add(rows.Current.Line, "", "each asset once", Printable.Quoted(record.Key));
        }

        var unused = headings.Where((_, i) => !columns.ContainsKey(i)).ToList();
        return new CityDelta(from.Source, "csv", settings.File, from.Time, records,
            [$"columns: {string.Join(", ", columns.Select(c => $"{Printable.Of(headings[c.Key])} is {c.Value}"))}", .. unused.Count > 0 ? [$"columns left out: {string.Join(", ", unused.Select(Printable.Of))}"] : Array.Empty<string>()]);
    }

    private static CityRecord? Record(CsvRow row, Dictionary<int, string> columns, List<string> headings, Provenance from, ProblemList problems)
    {
        var before = problems.Count;
        var fields = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (column, field) in columns)
        {
            var cell = row.Cells[column].Trim();
            if (cell.Length == 0 || cell is "-" or "n/a" or "N/A") continue;
            foreach (var value in Several.Contains(field) ? cell.Split(field == "cpes" ? [';', ' ', '|'] : [';', ',', ' ', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [cell])
            {
                if (Normal(field, value, out var expected) is { } good) (fields.TryGetValue(field, out var own) ? own : fields[field] = []).Add(good);
                else problems.Add(row.Line, headings[column], expected, Printable.Quoted(value));
            }
        }

        if (problems.Count > before) return null;
        var key = Keys.SelectMany(f => (fields.GetValueOrDefault(f) ?? []).Where(v => IsOwn(f, v))).FirstOrDefault();
        if (key is null)
        {
            problems.Add(row.Line, "", "something by which the asset is known (name, address, MAC, serial)", "none of it");
            return null;
        }

        var record = new RecordBuilder(CityPart.Asset, key, from);
        foreach (var (field, values) in fields) record.With(field, values);
        return record.Build();
    }

    private static bool IsOwn(string field, string value) => field switch
    {
        "serial" => SharedSigns.IsOwnSerial(value),
        "macs" => SharedSigns.IsOwnMac(value),
        "addresses" => SharedSigns.IsOwnAddress(value),
        "names" => SharedSigns.IsOwnName(value),
        _ => true,
    };

    private static string? Normal(string field, string value, out string expected)
    {
        expected = field switch
        {
            "addresses" => "an IP address such as 10.1.2.3", "macs" => "a MAC address", "kind" => $"a kind of asset ({string.Join(", ", AssetReader.Kinds.Keys)}) or a common name of one",
            "listens" => "a protocol or a port, such as ssh, https:8443, 502 or 161/udp", "cpes" => "a CPE name", _ => "a text",
        };
        return field switch
        {
            "addresses" => Addresses.TryAddress(value, out var address) && !address.Equals(IPAddress.Any) ? address.ToString() : null,
            "macs" => Addresses.TryMac(value, out var mac) ? mac : null,
            "kind" => ColumnMapping.Kind(value),
            "listens" => PortText.TryRead(value, out var port) ? PortText.Print(port) : null,
            "cpes" => value.StartsWith("cpe:", StringComparison.Ordinal) ? value : null,
            _ => value,
        };
    }
}
