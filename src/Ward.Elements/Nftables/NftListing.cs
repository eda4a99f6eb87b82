using System.Net;
using System.Text.Json;

namespace Ward.Elements.Nftables;

/// <summary>What nft lists as JSON, as far as the driver asks for it.</summary>
internal sealed record NftListing(IReadOnlyDictionary<string, int> RulesByChain, IReadOnlySet<string> Hooked, IReadOnlySet<(string Set, string Key)> Elements)
{
    public static NftListing? Read(string json)
    {
        if (json.Length == 0)
            return null;
        var rules = new Dictionary<string, int>(StringComparer.Ordinal);
        var hooked = new HashSet<string>(StringComparer.Ordinal);
        var elements = new HashSet<(string, string)>();
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var item in document.RootElement.GetProperty("nftables").EnumerateArray())
            {
                if (item.TryGetProperty("rule", out var rule))
                {
                    var chain = rule.GetProperty("chain").GetString()!;
                    rules[chain] = rules.GetValueOrDefault(chain) + 1;
                }
                else if (item.TryGetProperty("chain", out var hook) && hook.TryGetProperty("hook", out _))
                    hooked.Add(hook.GetProperty("name").GetString()!);
                else if (item.TryGetProperty("set", out var set) && set.TryGetProperty("elem", out var list))
                    foreach (var entry in list.EnumerateArray())
                        elements.Add((set.GetProperty("name").GetString()!, Key(entry)));
            }
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
        return new(rules, hooked, elements);
    }

    private static string Key(JsonElement entry)
    {
        if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("elem", out var timed))
            entry = timed.GetProperty("val");
        return entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("concat", out var parts)
            ? string.Join(" . ", parts.EnumerateArray().Select(Part))
            : Part(entry);
    }

    // Both sides print an address in their own way: reading it makes them equal.
    private static string Part(JsonElement part) => part.ValueKind != JsonValueKind.String ? part.GetRawText()
        : part.GetString() switch
        {
            "icmp" => "1", "tcp" => "6", "udp" => "17", "ipv6-icmp" or "icmpv6" => "58",
            var text => IPAddress.TryParse(text, out var address) ? address.ToString() : text!,
        };
}
