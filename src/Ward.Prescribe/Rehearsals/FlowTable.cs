using System.Globalization;
using System.Net;
using Ward.City.Assets;
using Ward.Prescribe.Measures;
using Ward.Standards.Csv;
using Ward.Standards.Yaml;

namespace Ward.Prescribe.Rehearsals;

/// <summary>Observed conversations as CSV: a row of headings with src, dst, port and, where they are known, count and protocol, in any order; other columns are left out.</summary>
public static class FlowTable
{
    /// <summary>Null where a row is wrong: a figure that leaves out what was not understood would flatter the plan. Equal conversations are added up.</summary>
    public static IReadOnlyList<ObservedFlow>? Read(string text, ProblemList problems)
    {
        var before = problems.Count;
        var first = text.AsSpan().IndexOf('\n') is var end and >= 0 ? text[..end] : text;
        using var reader = new StringReader(text);
        using var rows = CsvReader.Read(reader, CsvReader.Separator(first), problems).GetEnumerator();
        if (!rows.MoveNext())
        {
            if (problems.Count == before) problems.Add(1, "", "a row of headings (src, dst, port, count)", "nothing");
            return null;
        }

        var headings = rows.Current.Cells.Select(c => c.Trim().ToLowerInvariant()).ToList();
        foreach (var needed in new[] { "src", "dst", "port" })
            if (headings.Count(h => h == needed) != 1) problems.Add(1, needed, "one column of that name", headings.Contains(needed) ? "several" : "none");
        if (problems.Count > before) return null;
        var flows = new Dictionary<(IPAddress, IPAddress, Transport?, int), long>();
        while (rows.MoveNext())
        {
            var row = rows.Current;
            if (row.Cells.Count == 1 && row.Cells[0].Trim().Length == 0) continue;
            if (row.Cells.Count != headings.Count)
            {
                problems.Add(row.Line, "", $"{headings.Count.ToString(CultureInfo.InvariantCulture)} cells", row.Cells.Count.ToString(CultureInfo.InvariantCulture));
                continue;
            }

            if (Row(row, headings, problems) is not { } flow) continue;
            var key = (flow.Source, flow.Destination, flow.Protocol, flow.Port);
            flows[key] = Sum(flows.GetValueOrDefault(key), flow.Count);
        }

        return problems.Count > before ? null : [.. flows.Select(f => new ObservedFlow(f.Key.Item1, f.Key.Item2, f.Key.Item3, f.Key.Item4, f.Value))];
    }

    private static ObservedFlow? Row(CsvRow row, List<string> headings, ProblemList problems)
    {
        var (source, destination) = (Address("src"), Address("dst"));
        var port = Whole("port", 0, 65535, 0);
        var count = Whole("count", 1, long.MaxValue, 1);
        Transport? protocol = Cell("protocol").ToLowerInvariant() switch { "tcp" or "6" => Transport.Tcp, "udp" or "17" => Transport.Udp, "icmp" or "1" => Transport.Icmp, _ => null };
        return source is null || destination is null || port is null || count is null ? null : new(source, destination, protocol, (int)port, count.Value);

        string Cell(string name) => headings.IndexOf(name) is var at and >= 0 ? row.Cells[at].Trim() : "";

        IPAddress? Address(string name)
        {
            if (IPAddress.TryParse(Cell(name), out var address)) return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            problems.Add(row.Line, name, "an address such as 203.0.113.7", Printable.Quoted(Cell(name)));
            return null;
        }

        long? Whole(string name, long least, long most, long otherwise)
        {
            if (Cell(name) is not { Length: > 0 } cell) return otherwise;
            if (long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            problems.Add(row.Line, name, $"a whole number of at least {least.ToString(CultureInfo.InvariantCulture)}", Printable.Quoted(cell));
            return null;
        }
    }

    private static long Sum(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;
}
