using System.Net;
using Ward.City.Identities;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Predict.AttackGraphs;

namespace Ward.Predict.Evidence;

/// <summary>Reads from an incident who is suspected where. What it does not know (a host outside the model, an unknown login) it leaves out.</summary>
internal sealed class SuspectReader(AttackGraph graph)
{
    private readonly Dictionary<IPAddress, Suspect> sources = [];
    private readonly Dictionary<int, Suspect> hosts = [];
    private readonly List<Suspect> order = [];
    private DateTimeOffset now;

    /// <summary>In the order in which the findings name them.</summary>
    public IReadOnlyList<Suspect> Read(Incident incident, IReadOnlyList<Clearance> clearances)
    {
        now = incident.Updated;
        foreach (var finding in incident.Findings) Read(finding);
        foreach (var clearance in clearances)
        {
            if (Known(clearance.Where) is not { } suspect) continue;
            suspect.Evidence.Add((clearance.By, -Belief.Faded(Belief.OfCleared, now - clearance.At, suspect.HalfLife)));
            suspect.Cleared = true;
        }

        return order;
    }

    private Suspect? Known(Entity where) => where switch
    {
        Entity.Source s when graph.City.AssetAt(Plain(s.Address)) is { } asset => hosts.GetValueOrDefault(graph.Tables.Asset(asset.Id)),
        Entity.Source s => sources.GetValueOrDefault(Plain(s.Address)),
        Entity.Host h => hosts.GetValueOrDefault(graph.Tables.Asset(h.Asset)),
        _ => null,
    };

    private void Read(Finding finding)
    {
        var from = finding.Entities.OfType<Entity.Source>().Select(s => At(Plain(s.Address))).Distinct().ToList();
        var targets = finding.Entities.OfType<Entity.Host>().Select(h => graph.Tables.Asset(h.Asset)).Where(a => a >= 0).Distinct().ToList();
        var accounts = finding.Meaning == Meaning.Compromise ? Accounts(finding) : [];
        foreach (var suspect in from)
        {
            // An asset's own address may be a proxy's, and what is done from it another's doing.
            suspect.Weigh(finding, finding.Meaning == Meaning.Activity && suspect.Address is null ? Belief.OfActiveHost : Belief.OfSource(finding.Meaning), now - finding.Time);
            suspect.Accounts.UnionWith(accounts);
            foreach (var target in targets)
            {
                if (target == suspect.Asset) continue;
                if (finding.Meaning >= Meaning.Attempt) Tried(suspect, target, finding);
                if (finding.Meaning == Meaning.Compromise) suspect.Broken.Add(target);
            }
        }

        // What is done over the network to a host, from elsewhere, does not make that host the intruder's.
        if (finding.Meaning == Meaning.Activity && from.Count == 0)
            foreach (var target in targets) Host(target).Weigh(finding, Belief.OfActiveHost, now - finding.Time);
        if (finding.Meaning != Meaning.Compromise) return;
        foreach (var target in targets)
        {
            var held = Host(target);
            held.Weigh(finding, Belief.OfHeldHost, now - finding.Time);
            held.Accounts.UnionWith(accounts);
            if (accounts.Exists(x => graph.City.Accounts[x].Grants.Any(g => g.Privilege == Privilege.Administrator && graph.Tables.Asset(g.Asset) == target)))
                held.Privilege = Privilege.Administrator;
        }
    }

    private void Tried(Suspect suspect, int target, Finding finding)
    {
        var byPassword = finding.Techniques.Count == 0 || finding.Techniques.Any(IsPassword);
        var byWeakness = finding.Techniques.Any(t => !IsPassword(t));
        if (byPassword) Add(suspect.Guessing, target);
        if (byWeakness) Add(suspect.Probing, target);
        if (finding.Attested) suspect.Reached.Add(target);

        void Add(SortedDictionary<int, List<double>> tried, int target) =>
            (tried.TryGetValue(target, out var ratios) ? ratios : tried[target] = []).Add(Belief.Faded(Belief.OfTriedStep, now - finding.Time, Belief.SourceHalfLife));
    }

    private static bool IsPassword(string technique) =>
        technique.StartsWith("T1110", StringComparison.Ordinal) || technique.StartsWith("T1078", StringComparison.Ordinal)
        || technique.StartsWith("T1021", StringComparison.Ordinal) || technique is "T0859" or "T0812" or "T1694" or "T1694.001" or "T1133";

    private List<int> Accounts(Finding finding) =>
        [.. finding.Entities.OfType<Entity.Login>().SelectMany(l => graph.City.AccountsNamed(l.Name)).Select(a => graph.Tables.Account(a.Id)).Where(x => x >= 0).Distinct().Order()];

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private Suspect At(IPAddress address)
    {
        if (graph.City.AssetAt(address) is { } asset && graph.Tables.Asset(asset.Id) is var a and >= 0) return Host(a);
        if (sources.TryGetValue(address, out var known)) return known;
        var zone = graph.City.ZoneOf(address) is { } z ? graph.Tables.Zone(z.Id) : -1;
        order.Add(sources[address] = new Suspect { Address = address, Zone = zone });
        return sources[address];
    }

    private Suspect Host(int asset)
    {
        if (hosts.TryGetValue(asset, out var known)) return known;
        order.Add(hosts[asset] = new Suspect { Asset = asset, Zone = graph.Tables.ZoneOfAsset[asset] });
        return hosts[asset];
    }
}
