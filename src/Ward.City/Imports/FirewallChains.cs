using System.Globalization;
using Ward.City.Merging;

namespace Ward.City.Imports;

/// <summary>
/// What a set of chains lets through, as flows: in order, jumps followed, what an earlier rule drops left out. Where a rule is not wholly understood,
/// an accept counts (more is allowed than may be) and a drop does not; so no allowed flow is missed.
/// </summary>
internal sealed class FirewallChains(ImportSettings settings, ImportFormat format)
{
    private const int Deepest = 16;
    private const int MostSteps = 100_000;

    private readonly List<CityRecord> records = [];
    private readonly List<string> notes = [];
    private readonly HashSet<string> unknownInterfaces = new(StringComparer.Ordinal);
    private int steps, partial, established, skipped;

    public Dictionary<string, List<FirewallRule>> Chains { get; } = new(StringComparer.Ordinal);

    /// <summary>Chains at which forwarded packets begin, with their policy; and those of packets to the firewall itself.</summary>
    public List<(string Chain, bool Accepts, bool ToItself)> Begin { get; } = [];

    /// <summary>Networks of interfaces that the rules themselves tell; what the settings say of an interface counts before.</summary>
    public Dictionary<string, string> Interfaces { get; } = new(StringComparer.Ordinal);

    /// <summary>Packets that come in by an interface, or go out by it, begin at the chain; what it does not accept is dropped.</summary>
    public void BeginAt(string chain, string at, bool inward)
    {
        var entry = $"{chain} at {at}";
        Chains[entry] = [new FirewallRule(entry, [], [], inward ? [at] : [], inward ? [] : [at], null, [], "jump", chain, false, false)];
        Begin.Add((entry, false, false));
    }

    public CityDelta Delta()
    {
        var from = settings.From(format);
        foreach (var (chain, accepts, toItself) in Begin)
        {
            if (toItself && !settings.Map.ContainsKey("self"))
            {
                notes.Add($"chain {chain}: what it lets to the firewall itself is left out; say which asset that is with self=ASSET");
                continue;
            }

            var drops = new List<FirewallRule>();
            if (!Walk(chain, null, drops, toItself, from, 0) && accepts)
            {
                notes.Add($"chain {chain}: its policy is accept, so whatever is not dropped may pass");
                Add(new FirewallRule($"{chain} policy", [], [], [], [], null, [], "accept", null, false, false), drops, toItself, from);
            }
        }

        if (established > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{established} rules for answers of established connections are no flows of their own"));
        if (partial > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{partial} rules hold for less than is taken over (rates, negations, matches that are not understood): more counts as allowed than may be"));
        if (skipped > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{skipped} rules end in something that is not understood (a verdict map, a mark, a queue) and are passed over"));
        foreach (var name in unknownInterfaces.Order(StringComparer.Ordinal)) notes.Add($"interface {name} is taken to be any; say its zone with {name}=ZONE");
        if (steps > MostSteps) notes.Add("the chains are too long to be followed to their end");
        if (Begin.Count == 0) notes.Add("there is no chain for forwarded packets");
        return new CityDelta(from.Source, format.ToString().ToLowerInvariant(), settings.File, from.Time, [.. records.DistinctBy(r => r.Key)], notes);
    }

    /// <returns>True where a verdict was reached that nothing passes by.</returns>
    private bool Walk(string chain, FirewallRule? jump, List<FirewallRule> drops, bool toItself, Provenance from, int depth)
    {
        if (depth > Deepest || !Chains.TryGetValue(chain, out var rules)) return false;
        foreach (var written in rules)
        {
            if (++steps > MostSteps) return false;
            var rule = jump is null ? written : written.Within(jump);
            switch (rule.Verdict)
            {
                case "accept" when rule.Established: established++; break;
                case "accept":
                    if (rule.Partial) partial++;
                    Add(rule, drops, toItself, from);
                    if (written.IsAll) return true;
                    break;
                case "drop":
                    drops.Add(rule);
                    if (written.IsAll) return true;
                    break;
                case "jump" or "goto" when rule.Target is { } target:
                    if (Walk(target, rule, drops, toItself, from, depth + 1) && written.IsAll) return true;
                    if (rule.Verdict == "goto" && written.IsAll) return false;
                    break;
                case "" when rule.Partial: skipped++; break;
                case "return" when written.IsAll: return false;
            }
        }

        return false;
    }

    private void Add(FirewallRule rule, List<FirewallRule> drops, bool toItself, Provenance from)
    {
        if (drops.Exists(d => d.Covers(rule))) return;
        var sources = rule.From.Count > 0 ? rule.From : Zones(rule.In);
        IReadOnlyList<string> targets = toItself ? [settings.Map["self"]] : rule.To.Count > 0 ? rule.To : Zones(rule.Out);
        if (rule.Protocol is not (null or "tcp" or "udp" or "icmp")) notes.Add($"rule {rule.Name}: protocol {rule.Protocol} has no place in the city and is left out");
        else
            foreach (var protocol in rule.Protocol is { } one ? [one] : new[] { "tcp", "udp" })
                foreach (var port in rule.Ports.Count > 0 ? rule.Ports : [0])
                    records.Add(new RecordBuilder(CityPart.Flow, string.Create(CultureInfo.InvariantCulture, $"{rule.Name} {string.Join(',', sources)} > {string.Join(',', targets)} {protocol} {port}"), from)
                        .With("from", sources).With("to", targets).With("protocol", protocol).With("port", port.ToString(CultureInfo.InvariantCulture)).Build());
    }

    private List<string> Zones(IReadOnlyList<string> interfaces)
    {
        if (interfaces.Count == 0) return ["any"];
        var zones = new List<string>();
        foreach (var name in interfaces)
        {
            if (!settings.Map.TryGetValue(name, out var zone) && !Interfaces.TryGetValue(name, out zone)) unknownInterfaces.Add(name);
            zones.Add(zone ?? "any");
        }

        return zones;
    }
}
