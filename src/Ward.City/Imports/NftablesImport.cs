using System.Globalization;
using System.Net;
using System.Text.Json;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.City.Imports;

/// <summary>The rule set that 'nft -j list ruleset' prints (libnftables-json(5)): filter chains at the hooks forward and input.</summary>
internal static class NftablesImport
{
    /// <summary>A range of ports longer than this counts as any.</summary>
    private const int MostPorts = 32;

    public static CityDelta? Read(ReadOnlyMemory<byte> json, ImportSettings settings, ProblemList problems) => JsonText.Read(json, problems, root =>
    {
        if (root["nftables"].Value?.ValueKind != JsonValueKind.Array)
        {
            root["nftables"].Wrong("the list that 'nft -j list ruleset' prints");
            return null;
        }

        var chains = new FirewallChains(settings, ImportFormat.Nftables);
        var sets = new Dictionary<string, JsonField>(StringComparer.Ordinal);
        foreach (var item in root["nftables"].Items())
        {
            if (item["set"] is { IsAbsent: false } set) sets[$"{set["family"].Peek} {set["table"].Peek} @{set["name"].Peek}"] = set["elem"];
            if (item["chain"] is not { IsAbsent: false } chain || !chain.IsObject("a chain")) continue;
            var name = Chain(chain, chain["name"].Text("the name of the chain"));
            chains.Chains.TryAdd(name, []);
            if (chain["hook"].Peek is "forward" or "input" && chain["type"].Peek == "filter") chains.Begin.Add((name, chain["policy"].Peek != "drop", chain["hook"].Peek == "input"));
        }

        foreach (var item in root["nftables"].Items())
        {
            if (item["rule"] is not { IsAbsent: false } rule || !rule.IsObject("a rule")) continue;
            var name = Chain(rule, rule["chain"].Text("the chain of the rule"));
            if (!chains.Chains.TryGetValue(name, out var rules)) rule["chain"].Wrong("a chain of the rule set");
            else rules.Add(Rule(rule, sets));
        }

        return chains.Delta();
    });

    private static string Chain(JsonField item, string name) => $"{item["family"].Peek} {item["table"].Peek} {name}";

    private static FirewallRule Rule(JsonField rule, Dictionary<string, JsonField> sets)
    {
        List<string> from = [], to = [], inside = [], outside = [];
        var ports = new List<int>();
        string? protocol = null, target = null;
        var (verdict, established, partial) = ("", false, false);
        foreach (var part in rule["expr"].Items("a list of statements"))
        {
            if (part["match"] is { IsAbsent: false } match)
            {
                var (left, right) = (match["left"], match["right"]);
                if (match["op"].Peek is not ("==" or "in")) partial = true;
                else if (left["payload"] is { IsAbsent: false } payload) partial |= !Payload(payload, Values(right, rule, sets), from, to, ports, ref protocol);
                else if (left["meta"]["key"].Peek is "iifname" or "iif") inside.AddRange(Values(right, rule, sets));
                else if (left["meta"]["key"].Peek is "oifname" or "oif") outside.AddRange(Values(right, rule, sets));
                else if (left["meta"]["key"].Peek is "l4proto" && Values(right, rule, sets) is [var one]) protocol = Protocol(one);
                else if (left["ct"]["key"].Peek is "state") established |= !Values(right, rule, sets).Contains("new");
                else partial = true;
            }
            else if (part.Value is { ValueKind: JsonValueKind.Object } statement)
            {
                foreach (var field in statement.EnumerateObject())
                {
                    if (!JsonFields.TryName(field, out var name)) continue;
                    if (name is "accept" or "drop" or "return") verdict = name;
                    else if (name == "reject") verdict = "drop";
                    else if (name is "jump" or "goto") (verdict, target) = (name, Chain(rule, part[name]["target"].Peek ?? ""));
                    else if (name is not ("counter" or "log" or "comment")) partial = true;
                }
            }
        }

        var shown = rule["comment"].Peek ?? $"{rule["chain"].Peek} {rule["handle"].WholeOrNull(0, long.MaxValue)?.ToString(CultureInfo.InvariantCulture)}";
        return new FirewallRule(Printable.Of(shown), from, to, inside, outside, protocol, ports, verdict, target, established, partial);
    }

    private static bool Payload(JsonField payload, List<string> values, List<string> from, List<string> to, List<int> ports, ref string? protocol)
    {
        switch (payload["protocol"].Peek, payload["field"].Peek)
        {
            case ("ip" or "ip6", "saddr"): from.AddRange(values); return values.Count > 0;
            case ("ip" or "ip6", "daddr"): to.AddRange(values); return values.Count > 0;
            case ("ip" or "ip6", "protocol" or "nexthdr") when values is [var one]: protocol = Protocol(one); return true;
            case ("tcp" or "udp" or "th", "dport"):
                if (payload["protocol"].Peek is "tcp" or "udp") protocol = payload["protocol"].Peek;
                var before = ports.Count;
                ports.AddRange(Numbers(values));
                return ports.Count > before;
            default: return false;
        }
    }

    private static string Protocol(string text) => text switch { "icmpv6" or "ipv6-icmp" => "icmp", "6" => "tcp", "17" => "udp", _ => text };

    /// <summary>Texts of a value: a lone one, a set, a prefix, a range, the elements of a named set.</summary>
    private static List<string> Values(JsonField value, JsonField rule, Dictionary<string, JsonField> sets, int depth = 0)
    {
        if (depth > 4) return [];
        if (value.Peek is { } text) return text.StartsWith('@') && sets.TryGetValue($"{rule["family"].Peek} {rule["table"].Peek} {text}", out var set) ? [.. set.Items().SelectMany(e => Values(e, rule, sets, depth + 1))] : [text];
        if (value.Value is { ValueKind: JsonValueKind.Number } number) return [number.GetRawText()];
        if (value.Value is { ValueKind: JsonValueKind.Array }) return [.. value.Items().SelectMany(e => Values(e, rule, sets, depth + 1))];
        if (value["set"] is { IsAbsent: false } some) return [.. some.Items().SelectMany(e => Values(e, rule, sets, depth + 1))];
        if (value["elem"]["val"] is { IsAbsent: false } element) return Values(element, rule, sets, depth + 1);
        if (value["prefix"] is { IsAbsent: false } prefix) return [$"{prefix["addr"].Text("an address")}/{prefix["len"].WholeOrNull(0, 128)?.ToString(CultureInfo.InvariantCulture)}"];
        if (value["range"] is { IsAbsent: false } range) return [Range([.. range.Items().SelectMany(e => Values(e, rule, sets, depth + 1))])];
        return [];
    }

    /// <summary>Ports as they are; of addresses the least network that holds them all.</summary>
    private static string Range(List<string> ends)
    {
        if (ends.Count != 2 || !Addresses.TryAddress(ends[0], out var first) || !Addresses.TryAddress(ends[1], out var last)) return string.Join('-', ends);
        var (low, high) = (first.GetAddressBytes(), last.GetAddressBytes());
        if (low.Length != high.Length) return string.Join('-', ends);
        var length = 0;
        while (length < low.Length * 8 && ((low[length / 8] ^ high[length / 8]) & (0x80 >> (length % 8))) == 0) length++;
        for (var bit = length; bit < low.Length * 8; bit++) low[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return $"{new IPAddress(low)}/{length.ToString(CultureInfo.InvariantCulture)}";
    }

    private static IEnumerable<int> Numbers(List<string> values)
    {
        foreach (var value in values)
        {
            var ends = value.Split('-');
            if (ends.Length > 2 || !ends.All(e => PortText.TryRead(e, out _))) continue;
            var numbers = ends.Select(e => PortText.TryRead(e, out var port) ? port.Port : 0).ToList();
            if (numbers[^1] - numbers[0] < MostPorts)
                for (var port = numbers[0]; port <= numbers[^1]; port++) yield return port;
        }
    }
}
