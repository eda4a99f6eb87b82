using System.Globalization;
using System.Net;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.Standards.Yaml;

namespace Ward.City.Imports;

/// <summary>
/// Extended access lists of a Cisco IOS configuration, named or numbered. Where the configuration binds lists to interfaces, those count, each at its
/// interface and direction; else every list does. What no entry permits is denied. Other lines of a configuration are passed over.
/// </summary>
internal static class CiscoImport
{
    private const int MostPorts = 32;

    private static readonly Dictionary<string, string> PortNames = new(StringComparer.Ordinal)
    {
        ["www"] = "80", ["domain"] = "53", ["bootps"] = "67", ["bootpc"] = "68", ["tftp"] = "69", ["isakmp"] = "500", ["non500-isakmp"] = "4500", ["snmptrap"] = "162", ["ftp-data"] = "20", ["pop3"] = "110", ["bgp"] = "179", ["lpd"] = "515", ["sunrpc"] = "111",
    };

    public static CityDelta? Read(string text, ImportSettings settings, ProblemList problems)
    {
        var chains = new FirewallChains(settings, ImportFormat.Cisco);
        var bound = new List<(string List, string Interface, bool In, int Line)>();
        var standard = new HashSet<string>(StringComparer.Ordinal);
        var (list, port, line) = ((string?)null, (string?)null, 0);
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            var words = row.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0 || words[0].StartsWith('!')) continue;
            if (!char.IsWhiteSpace(row[0])) (list, port) = (null, null);
            switch (words)
            {
                case ["interface", var name, ..]: port = name; break;
                case ["ip", "access-list", "extended", var name, ..]:
                    list = name;
                    chains.Chains.TryAdd(name, []);
                    break;
                case ["ip", "access-list", "standard", var name, ..]: standard.Add(name); break;
                case ["ip", "access-group", var name, var way, ..] when port is not null: bound.Add((name, port, way == "in", line)); break;
                case ["access-list", var name, .. var entry] when entry.Length > 0 && entry[0] is "permit" or "deny":
                    if (!chains.Chains.TryGetValue(name, out var numbered)) numbered = chains.Chains[name] = [];
                    if (Entry(entry, name, line, problems) is { } read) numbered.Add(read);
                    break;
                default:
                    var at = words.Length > 1 && words[0].All(char.IsAsciiDigit) ? 1 : 0;
                    if (list is not null && words[at] is "permit" or "deny" && Entry(words[at..], list!, line, problems) is { } rule) chains.Chains[list].Add(rule);
                    break;
            }
        }

        if (chains.Chains.Count == 0)
        {
            problems.Add(1, "", "extended access lists (ip access-list extended NAME, or access-list NUMBER)", "none");
            return null;
        }

        // A standard list that is bound nowhere says who may sign in or ask; one at an interface lets packets through that would be missed.
        foreach (var (name, at, _, where) in bound.Where(b => standard.Contains(b.List)))
            problems.Add(where, at, "an extended access list at the interface; standard ones are not read", Printable.Quoted(name));
        foreach (var (name, at, inward, _) in bound)
            if (chains.Chains.ContainsKey(name)) chains.BeginAt(name, at, inward);

        if (chains.Begin.Count == 0) chains.Begin.AddRange(chains.Chains.Keys.Select(c => (c, false, false)));
        return chains.Delta();
    }

    private static FirewallRule? Entry(string[] words, string list, int line, ProblemList problems)
    {
        var at = 1;
        if (at >= words.Length) return Wrong("a protocol", "nothing");
        var partial = false;
        string? protocol = words[at++] switch { "ip" => null, var one => one };
        // A standard list has no protocol: it names where packets come from, and nothing else.
        if (protocol is "any" or "host" || (protocol is not null && IPAddress.TryParse(protocol, out _))) return Wrong("an extended entry, with protocol, source and destination", protocol);
        if (protocol == "object-group") return Wrong("a protocol by name; object groups are not read", protocol);
        if (!TryEnd(words, ref at, out var from, out var fault)) return Wrong(fault, Rest());
        List<int> sourcePorts = [];
        if (!TryPorts(words, ref at, sourcePorts, ref partial, out fault)) return Wrong(fault, Rest());
        // A port of the sender narrows the rule, and the city knows none.
        partial |= sourcePorts.Count > 0;
        if (!TryEnd(words, ref at, out var to, out fault)) return Wrong(fault, Rest());
        List<int> ports = [];
        if (!TryPorts(words, ref at, ports, ref partial, out fault)) return Wrong(fault, Rest());
        var established = false;
        for (; at < words.Length; at++)
        {
            if (words[at] == "established") established = true;
            else if (words[at] is not ("log" or "log-input")) partial = true;
        }

        return new FirewallRule(string.Create(CultureInfo.InvariantCulture, $"{Printable.Of(list)} line {line}"), from, to, [], [], protocol, ports, words[0] == "permit" ? "accept" : "drop", null, established, partial);

        string Rest() => at < words.Length ? words[at] : "nothing";

        FirewallRule? Wrong(string expected, string found)
        {
            problems.Add(line, list, expected, Printable.Quoted(found));
            return null;
        }
    }

    private static bool TryEnd(string[] words, ref int at, out List<string> end, out string fault)
    {
        (end, fault) = ([], "any, host ADDRESS, or an address with its wildcard mask");
        if (at < words.Length && words[at] == "any")
        {
            at++;
            return true;
        }

        if (at + 1 < words.Length && words[at] == "host" && Addresses.TryAddress(words[at + 1], out var host))
        {
            end.Add($"{host}/32");
            at += 2;
            return true;
        }

        if (at + 1 >= words.Length || !Addresses.TryAddress(words[at], out var address) || !Addresses.TryAddress(words[at + 1], out var mask)) return false;
        // The least network that holds all that the mask lets through: bits left of its first one.
        var (bits, network) = (mask.GetAddressBytes(), address.GetAddressBytes());
        if (bits.Length != 4 || network.Length != 4) return false;
        var length = 0;
        while (length < 32 && (bits[length / 8] & (0x80 >> (length % 8))) == 0) length++;
        for (var bit = length; bit < 32; bit++) network[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        if (length > 0) end.Add($"{new IPAddress(network)}/{length.ToString(CultureInfo.InvariantCulture)}");
        at += 2;
        return true;
    }

    private static bool TryPorts(string[] words, ref int at, List<int> ports, ref bool partial, out string fault)
    {
        fault = "a port by number or name";
        if (at >= words.Length) return true;
        switch (words[at])
        {
            case "eq":
                for (at++; at < words.Length && TryPort(words[at], out var port); at++) ports.Add(port);
                return ports.Count > 0 || words[at - 1] != "eq";
            case "range":
                if (at + 2 >= words.Length || !TryPort(words[at + 1], out var first) || !TryPort(words[at + 2], out var last) || last < first) return false;
                if (last - first >= MostPorts) partial = true;
                else for (var p = first; p <= last; p++) ports.Add(p);
                at += 3;
                return true;
            case "gt" or "lt" or "neq":
                if (at + 1 >= words.Length || !TryPort(words[at + 1], out _)) return false;
                partial = true;
                at += 2;
                return true;
            default: return true;
        }
    }

    private static bool TryPort(string text, out int port)
    {
        port = PortText.TryRead(PortNames.GetValueOrDefault(text, text), out var read) ? read.Port : 0;
        return port > 0;
    }
}
