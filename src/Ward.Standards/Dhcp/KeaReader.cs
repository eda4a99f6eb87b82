using System.Globalization;
using System.Net.Sockets;
using Ward.Standards.Csv;
using Ward.Standards.Network;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Standards.Dhcp;

/// <summary>
/// Reads lease files of Kea's memfile store, of IPv4 (<c>address,hwaddr,client_id,…</c>) and IPv6 (<c>address,duid,…</c>), in the order of the file: a later row of an
/// address takes the place of an earlier. Delegated prefixes are left out. A row that is wrong is reported and left out.
/// </summary>
public static class KeaReader
{
    /// <summary>What stands for a comma in a host name.</summary>
    private const string Comma = "&#x2c";

    public static IEnumerable<DhcpLease> Read(Stream from, ProblemList problems)
    {
        List<string>? names = null;
        foreach (var (line, text) in TextLines.Read(from, problems))
        {
            if (text.Length == 0) continue;
            using var reader = new StringReader(text);
            if (CsvReader.Read(reader, ',', problems, line).FirstOrDefault() is not { } row) continue;
            // Files that were joined have their headings in the middle.
            if (row.Cells[0].TrimStart('\uFEFF') == "address")
            {
                names = [.. row.Cells.Select(c => c.TrimStart('\uFEFF'))];
                if (names.Contains("expire") && (names.Contains("hwaddr") || names.Contains("duid"))) continue;
                problems.Add(line, "", "the headings address, hwaddr or duid, expire", Printable.Quoted(text));
                yield break;
            }

            if (names is null)
            {
                problems.Add(line, "", "headings that begin with address", Printable.Quoted(text));
                yield break;
            }

            // Later versions of Kea add columns behind, and a file that was begun by an earlier has rows without them.
            if (row.Cells.Count <= names.IndexOf("expire")) problems.Add(line, "", $"{names.Count.ToString(CultureInfo.InvariantCulture)} cells", row.Cells.Count.ToString(CultureInfo.InvariantCulture));
            else if (Lease(row, names, problems) is { } lease) yield return lease;
        }
    }

    private static DhcpLease? Lease(CsvRow row, List<string> names, ProblemList problems)
    {
        if (!AddressText.TryRead(Cell("address"), out var address)) return Wrong("address", "an IP address");
        if (!LeaseText.TrySeconds(Cell("expire"), out var ends)) return Wrong("expire", "seconds since 1970");
        // 2 in the column lease_type is a delegated prefix, 1 an address for a while (RFC 8415).
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && Cell("lease_type") == "2") return null;
        var mac = Cell("hwaddr") is { Length: > 0 } hardware ? hardware : LeaseText.MacOf(Cell("duid"));
        // 0xffffffff seconds is for ever (RFC 2131); what begins is a renewal, the valid lifetime before the end.
        var lifetime = uint.TryParse(Cell("valid_lifetime"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : (uint?)null;
        DateTimeOffset? begins = lifetime is { } length and not uint.MaxValue && ends.ToUnixTimeSeconds() >= length ? ends.AddSeconds(-length) : null;
        var name = Cell("hostname").Replace(Comma, ",", StringComparison.OrdinalIgnoreCase).TrimEnd('.');
        // States: 0 assigned, 1 declined, 2 expired and reclaimed, 3 released, 4 registered by the client itself.
        return new DhcpLease(address, mac is not null && LeaseText.IsMac(mac) ? mac : null, name.Length > 0 ? [name] : [], begins, lifetime == uint.MaxValue ? null : ends, Cell("state") is "0" or "4" or "" && lifetime != 0);

        string Cell(string field) => names.IndexOf(field) is var at and >= 0 && at < row.Cells.Count ? row.Cells[at].Trim() : "";

        DhcpLease? Wrong(string field, string expected)
        {
            problems.Add(row.Line, field, expected, Printable.Quoted(Cell(field)));
            return null;
        }
    }
}
