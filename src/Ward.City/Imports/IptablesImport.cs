using System.Globalization;
using System.Text;
using Ward.City.Merging;
using Ward.Standards.Yaml;

namespace Ward.City.Imports;

/// <summary>What iptables-save or ip6tables-save prints: the chains FORWARD and INPUT of the filter table.</summary>
internal static class IptablesImport
{
    /// <summary>A range of ports longer than this counts as any.</summary>
    private const int MostPorts = 32;

    private static readonly string[] Anywhere = ["0.0.0.0/0", "::/0"];

    private static readonly HashSet<string> WithValue =
    [
        "--comment", "-m", "-s", "-d", "-i", "-o", "-p", "-j", "-g", "--dport", "--dports", "--ctstate", "--state", "--reject-with", "--log-prefix", "--log-level",
    ];

    public static CityDelta? Read(string text, ImportSettings settings, ProblemList problems)
    {
        var chains = new FirewallChains(settings, ImportFormat.Iptables);
        var (table, line, seen) = ("", 0, false);
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            var content = row.Trim();
            if (content.Length == 0 || content[0] == '#' || content is "COMMIT") continue;
            if (content[0] == '*')
            {
                table = content[1..].ToString();
                seen = true;
            }
            else if (table.Length == 0)
            {
                problems.Add(line, "", "a table such as *filter, as iptables-save prints it", Printable.Quoted(content.ToString()));
                return null;
            }
            else if (table != "filter") continue;
            else if (content[0] == ':')
            {
                var words = content[1..].ToString().Split(' ');
                chains.Chains.TryAdd(words[0], []);
                if (words[0] is "FORWARD" or "INPUT") chains.Begin.Add((words[0], words.Length < 2 || words[1] != "DROP", words[0] == "INPUT"));
            }
            else if (Words(content) is { } words && words is ["-A", _, ..] or [_, "-A", _, ..])
            {
                if (words[0] != "-A") words.RemoveAt(0);
                if (!chains.Chains.TryGetValue(words[1], out var rules)) problems.Add(line, "-A", "a chain that stands above", Printable.Quoted(words[1]));
                else if (Rule(words, line, problems) is { } rule) rules.Add(rule);
            }
            else problems.Add(line, "", "a rule that begins with -A", Printable.Quoted(content.ToString()));
        }

        if (seen) return chains.Delta();
        problems.Add(1, "", "a table such as *filter, as iptables-save prints it", "none");
        return null;
    }

    private static FirewallRule? Rule(List<string> words, int line, ProblemList problems)
    {
        List<string> from = [], to = [], inside = [], outside = [];
        var ports = new List<int>();
        string? protocol = null, target = null, comment = null;
        var (verdict, established, partial) = ("", false, false);
        for (var i = 2; i < words.Count; i++)
        {
            if (words[i] == "!")
            {
                // Whatever is not this: more than can be told by naming it.
                partial = true;
                i += 2;
                continue;
            }

            var option = words[i];
            if (WithValue.Contains(option) && i + 1 >= words.Count)
            {
                problems.Add(line, option, "a value", "nothing");
                return null;
            }

            switch (option)
            {
                case "-s": from.AddRange(words[++i].Split(',')); break;
                case "-d": to.AddRange(words[++i].Split(',')); break;
                case "-i": inside.Add(words[++i]); break;
                case "-o": outside.Add(words[++i]); break;
                case "-p": protocol = words[++i] switch { "all" => null, "ipv6-icmp" or "icmpv6" => "icmp", "6" => "tcp", "17" => "udp", var one => one }; break;
                case "--dport" or "--dports":
                    if (!TryPorts(words[++i], ports, out var any))
                    {
                        problems.Add(line, option, "ports such as 443, 80,443 or 1000:1010", Printable.Quoted(words[i]));
                        return null;
                    }

                    partial |= any;
                    break;
                case "--ctstate" or "--state": established |= !words[++i].Split(',').Contains("NEW"); break;
                case "--comment": comment = words[++i]; break;
                case "-j" or "-g":
                    target = words[++i];
                    verdict = target switch { "ACCEPT" => "accept", "DROP" or "REJECT" => "drop", "RETURN" => "return", "LOG" or "NFLOG" or "MARK" or "CONNMARK" or "TCPMSS" => "", _ => option == "-g" ? "goto" : "jump" };
                    break;
                case "-m": i++; break;
                case "--reject-with" or "--log-prefix" or "--log-level": i++; break;
                default:
                    partial = true;
                    while (i + 1 < words.Count && !words[i + 1].StartsWith('-') && words[i + 1] != "!") i++;
                    break;
            }
        }

        return new FirewallRule(Printable.Of(comment ?? string.Create(CultureInfo.InvariantCulture, $"{words[1]} line {line}")), [.. from.Except(Anywhere)], [.. to.Except(Anywhere)], inside, outside, protocol, ports, verdict, target, established, partial);
    }

    private static bool TryPorts(string text, List<int> ports, out bool any)
    {
        any = false;
        foreach (var part in text.Split(','))
        {
            var ends = part.Split(':');
            var numbers = ends.Select(e => ushort.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToList();
            if (ends.Length > 2 || numbers.Contains(-1) || numbers[^1] < numbers[0]) return false;
            if (numbers[^1] - numbers[0] >= MostPorts) any = true;
            else for (var port = numbers[0]; port <= numbers[^1]; port++) ports.Add(port);
        }

        // Any port stands for all of them.
        if (any) ports.Clear();
        return true;
    }

    /// <summary>Words of a line; those in double quotes are one, with backslashes before what is meant as it is.</summary>
    private static List<string> Words(ReadOnlySpan<char> row)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, any) = (false, false);
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == '"') (quoted, any) = (!quoted, true);
            else if (row[i] == '\\' && quoted && i + 1 < row.Length) word.Append(row[++i]);
            else if (row[i] == ' ' && !quoted)
            {
                if (word.Length > 0 || any) words.Add(word.ToString());
                word.Clear();
                any = false;
            }
            else word.Append(row[i]);
        }

        if (word.Length > 0 || any) words.Add(word.ToString());
        return words;
    }
}
