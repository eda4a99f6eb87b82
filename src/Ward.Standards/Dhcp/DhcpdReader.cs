using System.Globalization;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Standards.Dhcp;

/// <summary>
/// Reads <c>dhcpd.leases</c> and the <c>ia-na</c> of <c>dhcpd6.leases</c> of the ISC server (dhcpd.leases(5)), in the order of the file: it is a journal, in which a later lease
/// of an address takes the place of an earlier. A lease that is wrong is reported and left out.
/// </summary>
public static class DhcpdReader
{
    public static IEnumerable<DhcpLease> Read(Stream from, ProblemList problems)
    {
        DhcpdLease? lease = null;
        // Blocks open around the lease (an ia-na), and within it.
        var (outer, inner, duid, line) = (0, 0, (string?)null, 0);
        foreach (var (number, text) in TextLines.Read(from, problems))
        {
            line = number;
            var statement = text.Trim();
            if (statement.Length == 0 || statement[0] == '#') continue;
            if (lease is null && IsLease(statement, out var address))
            {
                lease = new DhcpdLease(number, address, duid, problems);
                inner = 0;
                statement = statement[(statement.IndexOf('{', StringComparison.Ordinal) + 1)..];
            }
            else if (statement.EndsWith('{'))
            {
                if (statement.StartsWith("ia-na ", StringComparison.Ordinal)) duid = MacOf(statement);
                if (lease is null) outer++;
                else inner++;
                continue;
            }

            if (inner == 0) lease?.Take(statement.TrimEnd('}', ' '), number);
            if (!statement.EndsWith('}')) continue;
            if (lease is null) outer = Math.Max(0, outer - 1);
            else if (inner > 0) inner--;
            else
            {
                if (lease.Done() is { } done) yield return done;
                lease = null;
            }

            if (outer == 0) duid = null;
        }

        if (lease is not null) problems.Add(line, "lease", "a closing brace", "the end of the file");
    }

    private static bool IsLease(string statement, out string address)
    {
        address = "";
        if (!statement.Contains('{', StringComparison.Ordinal)) return false;
        var words = statement.Split([' ', '\t', '{'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] is not ("lease" or "iaaddr")) return false;
        address = words[1];
        return true;
    }

    // The identity of an ia-na is its IAID, four bytes, and the client's DUID, with \ooo for bytes that are no text.
    private static string? MacOf(string statement)
    {
        var (start, end) = (statement.IndexOf('"', StringComparison.Ordinal), statement.LastIndexOf('"'));
        if (start < 0 || end <= start) return null;
        var bytes = new List<int>();
        for (var i = start + 1; i < end; i++)
        {
            if (statement[i] != '\\') bytes.Add(statement[i] & 0xff);
            else if (i + 3 < end && TryOctal(statement.AsSpan(i + 1, 3), out var octal))
            {
                bytes.Add(octal);
                i += 3;
            }
            else if (++i < end) bytes.Add(statement[i] & 0xff);
        }

        return LeaseText.MacOf(string.Join(':', bytes.Skip(4).Select(b => b.ToString("x2", CultureInfo.InvariantCulture))));
    }

    private static bool TryOctal(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7') return false;
            value = (value * 8) + digit - '0';
        }

        return value < 256;
    }
}
