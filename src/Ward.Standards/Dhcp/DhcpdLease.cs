using System.Globalization;
using Ward.Standards.Network;
using Ward.Standards.Yaml;

namespace Ward.Standards.Dhcp;

/// <summary>A lease of an ISC file while its statements are read.</summary>
/// <param name="line">1-based line on which it begins.</param>
/// <param name="mac">Of the client's DUID, or null.</param>
internal sealed class DhcpdLease(int line, string address, string? mac, ProblemList problems)
{
    private readonly List<string> names = [];
    private DateTimeOffset? begins;
    private DateTimeOffset? ends;
    private string state = "active";
    private bool wrong;

    public void Take(string statements, int number)
    {
        foreach (var statement in Statements(statements))
        {
            var words = statement.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["starts" or "cltt", .. var time]: begins = Moment(time, number, words[0]) is { } moment && !(begins > moment) ? moment : begins; break;
                case ["ends", .. var time]: ends = Moment(time, number, "ends"); break;
                case ["binding", "state", var word]: state = word; break;
                case ["hardware", "ethernet", var told]:
                    if (LeaseText.IsMac(told)) mac = told;
                    else Wrong(number, "hardware ethernet", "a MAC address such as 00:11:22:aa:bb:cc", told);
                    break;
                case ["abandoned"]: state = "abandoned"; break;
                case ["client-hostname", ..]: Name(statement["client-hostname".Length..]); break;
                case ["set", "ddns-fwd-name" or "ddns-client-fqdn", "=", ..]: Name(statement[(statement.IndexOf('=', StringComparison.Ordinal) + 1)..]); break;
            }
        }
    }

    /// <summary>Null where something of it was wrong.</summary>
    public DhcpLease? Done()
    {
        if (AddressText.TryRead(address, out var read)) return wrong ? null : new DhcpLease(read, mac, [.. names.Distinct(StringComparer.OrdinalIgnoreCase)], begins, ends, state == "active");
        problems.Add(line, "lease", "an IP address", Printable.Quoted(address));
        return null;
    }

    private void Name(string quoted)
    {
        var name = quoted.Trim().Trim('"');
        if (name.Length > 0 && !name.Contains('\\', StringComparison.Ordinal)) names.Add(name);
    }

    // 'never', 'epoch SECONDS', or the weekday with date and time, which are UTC (db-time-format).
    private DateTimeOffset? Moment(string[] words, int number, string field)
    {
        switch (words)
        {
            case ["never"]: return null;
            case ["epoch", var seconds, ..] when LeaseText.TrySeconds(seconds, out var moment): return moment;
            case [_, var date, var time, ..] when DateTimeOffset.TryParseExact($"{date} {time}", "yyyy/M/d H:m:s", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment): return moment;
        }

        Wrong(number, field, "never, epoch with seconds, or a weekday with date and time such as 4 2026/03/01 12:00:00", string.Join(' ', words));
        return null;
    }

    private void Wrong(int number, string field, string expected, string found)
    {
        wrong = true;
        problems.Add(number, field, expected, Printable.Quoted(found));
    }

    // Semicolons within quotes are text.
    private static IEnumerable<string> Statements(string text)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
            if (quoted || text[i] != ';') continue;
            yield return text[start..i].Trim();
            start = i + 1;
        }
    }
}
