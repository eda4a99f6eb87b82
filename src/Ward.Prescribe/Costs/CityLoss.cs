using Ward.City;
using Ward.City.Flows;
using Ward.City.Services;

namespace Ward.Prescribe.Costs;

/// <summary>
/// What measures take from the services of one city. Remaining share of a service = the share of its flows' sessions that is
/// left, times 0 where an account that it needs is disabled, times the least over its needs of the k-th best alternative
/// (an isolated asset counts 0). It never rises when a measure is added. A flow whose use nobody knows is taken for a usual one:
/// for the mean of its service's other flows, and for the median of the city's where sessions are counted; what is known of others is not lessened by it,
/// so that the shares of one service may come to more than the whole. Immutable and thread-safe.
/// </summary>
internal sealed class CityLoss
{
    private readonly CityModel city;
    private readonly Dictionary<AssetId, int> assets = [];
    private readonly Dictionary<AccountId, int> accounts = [];
    private readonly Dictionary<FlowId, int> flows = [];
    private readonly Dictionary<ServiceId, int> services = [];
    private readonly Dictionary<ZoneId, int> population = [];
    private readonly Dictionary<AssetId, List<int>> flowsOfAsset = [];
    private readonly Dictionary<ZoneId, List<int>> flowsOfZone = [];
    private readonly Dictionary<AssetId, List<int>> servicesOfAsset = [];
    private readonly List<int>[] dependents;
    private readonly List<(int Flow, double Share)>[] flowsOfService;
    private readonly double usualSessions;

    public CityLoss(CityModel city)
    {
        this.city = city;
        usualSessions = Median([.. city.Flows.Select(f => f.SessionsPerDay).Where(s => s > 0)]);
        for (var i = 0; i < city.Assets.Count; i++)
        {
            assets.TryAdd(city.Assets[i].Id, i);
            population[city.Assets[i].Zone] = population.GetValueOrDefault(city.Assets[i].Zone) + 1;
        }

        for (var i = 0; i < city.Accounts.Count; i++) accounts.TryAdd(city.Accounts[i].Id, i);
        for (var i = 0; i < city.Services.Count; i++) services.TryAdd(city.Services[i].Id, i);
        dependents = [.. city.Services.Select(_ => new List<int>())];
        flowsOfService = [.. city.Services.Select(_ => new List<(int, double)>())];
        for (var f = 0; f < city.Flows.Count; f++) Read(f);
        foreach (var list in flowsOfService) Weigh(list);
        for (var s = 0; s < city.Services.Count; s++)
            foreach (var need in city.Services[s].Needs)
            {
                foreach (var asset in need.Assets) Of(servicesOfAsset, asset).Add(s);
                foreach (var other in need.Services)
                    if (services.TryGetValue(other, out var o)) dependents[o].Add(s);
            }
    }

    public CityModel City => city;

    /// <summary>These flows are closed.</summary>
    public Impairment Close(IEnumerable<FlowId> ids) => Close([.. ids.Select(i => (flows[i], 1.0))], -1, []);

    /// <summary>Nobody signs in with the account any more.</summary>
    public Impairment Disable(AccountId id) => new([], accounts[id], -1, 0, Indices(city.Find(id)!.NeededBy));

    /// <summary>What the services lose while the asset is down for work on it, in shares of 0..1; floors do not hold in a window that people choose.</summary>
    public IReadOnlyList<(int Service, double Remaining)> Down(AssetId id) =>
        Remaining([new([], -1, assets[id], 0, servicesOfAsset.GetValueOrDefault(id) ?? [])]);

    /// <summary>The element lets nothing pass to or from the asset.</summary>
    public Impairment Isolate(ElementId by, AssetId host)
    {
        var element = city.Find(by)!;
        var asset = city.Find(host)!;
        var closed = new List<(int, double)>();
        foreach (var f in flowsOfAsset.GetValueOrDefault(asset.Id) ?? [])
            if (Passes(f)) closed.Add((f, 1));
        foreach (var f in flowsOfZone.GetValueOrDefault(asset.Zone) ?? [])
            if (Passes(f)) closed.Add((f, 1.0 / population[asset.Zone]));
        return Close([.. closed.DistinctBy(c => c.Item1)], assets[asset.Id], servicesOfAsset.GetValueOrDefault(asset.Id) ?? []);

        bool Passes(int f) => element.Guards.Any(g => g.From == Zone(city.Flows[f].From) && g.To == Zone(city.Flows[f].To));
    }

    /// <summary>The remaining share, 0..1, of every service that loses something.</summary>
    public IReadOnlyList<(int Service, double Remaining)> Remaining(IReadOnlyList<Impairment> plan)
    {
        var touched = new SortedSet<int>();
        var queue = new Queue<int>(plan.SelectMany(i => i.Services));
        while (queue.TryDequeue(out var s))
            if (touched.Add(s))
                foreach (var dependent in dependents[s]) queue.Enqueue(dependent);
        if (touched.Count == 0) return [];
        var shares = new Dictionary<int, double>();
        var left = new List<(int, double)>();
        foreach (var s in touched)
            if (Share(s, plan, touched, shares) is var share and < 1 - 1e-12) left.Add((s, share));
        return left;
    }

    private double Share(int s, IReadOnlyList<Impairment> plan, SortedSet<int> touched, Dictionary<int, double> shares)
    {
        if (!touched.Contains(s)) return 1;
        if (shares.TryGetValue(s, out var known)) return known;
        shares[s] = 1; // a cycle of services is refused by the reader; should one come, it does not loop
        var share = 1.0;
        foreach (var (flow, part) in flowsOfService[s])
        {
            var open = 1.0;
            foreach (var impairment in plan)
                foreach (var (f, closed) in impairment.Flows)
                    if (f == flow) open *= 1 - closed;
            share -= part * (1 - open);
        }

        foreach (var impairment in plan)
            if (impairment.Account >= 0 && city.Accounts[impairment.Account].NeededBy.Contains(city.Services[s].Id)) share = 0;
        var worst = 1.0;
        foreach (var need in city.Services[s].Needs) worst = Math.Min(worst, Met(need, plan, touched, shares));
        return shares[s] = Math.Max(0, share) * worst;
    }

    private double Met(Need need, IReadOnlyList<Impairment> plan, SortedSet<int> touched, Dictionary<int, double> shares)
    {
        var alternatives = new List<double>();
        foreach (var id in need.Assets)
        {
            var down = assets.TryGetValue(id, out var a) && plan.Any(i => i.Host == a);
            alternatives.Add(down ? 0 : 1);
        }

        foreach (var id in need.Services) alternatives.Add(services.TryGetValue(id, out var o) ? Share(o, plan, touched, shares) : 1);
        if (alternatives.Count == 0) return 1;
        alternatives.Sort();
        return alternatives[alternatives.Count - Math.Clamp(need.AtLeast, 1, alternatives.Count)];
    }

    private void Read(int f)
    {
        var flow = city.Flows[f];
        flows.TryAdd(flow.Id, f);
        foreach (var end in new[] { flow.From, flow.To })
        {
            if (end is FlowEnd.OfAsset a) Of(flowsOfAsset, a.Asset).Add(f);
            else if (end is FlowEnd.OfZone z) Of(flowsOfZone, z.Zone).Add(f);
        }

        foreach (var s in Indices(flow.NeededBy)) flowsOfService[s].Add((f, flow.SessionsPerDay));
    }

    private static void Weigh(List<(int Flow, double Share)> list)
    {
        var known = list.Sum(l => Math.Max(0, l.Share));
        var usual = list.Where(l => l.Share > 0).Select(l => l.Share).DefaultIfEmpty(1).Average();
        var all = known + (list.Count(l => l.Share <= 0) * usual);
        for (var i = 0; i < list.Count; i++) list[i] = (list[i].Flow, list[i].Share > 0 ? list[i].Share / known : usual / all);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? 0 : values[values.Count / 2];
    }

    private double Sessions(int flow) => city.Flows[flow].SessionsPerDay is > 0 and var known ? known : usualSessions;

    private ZoneId? Zone(FlowEnd end) => end switch
    {
        FlowEnd.OfAsset a => city.Find(a.Asset)?.Zone,
        FlowEnd.OfZone z => z.Zone,
        _ => throw new InvalidOperationException($"unknown flow end {end}"),
    };

    private Impairment Close(IReadOnlyList<(int Flow, double Share)> closed, int host, IReadOnlyList<int> also) => new(
        closed, -1, host, closed.Sum(c => c.Share * Sessions(c.Flow)),
        [.. closed.SelectMany(c => Indices(city.Flows[c.Flow].NeededBy)).Concat(also).Distinct().Order()]);

    private List<int> Indices(IReadOnlyList<ServiceId> ids) => [.. ids.Select(i => services.GetValueOrDefault(i, -1)).Where(i => i >= 0)];

    private static List<int> Of<TKey>(Dictionary<TKey, List<int>> map, TKey key) where TKey : notnull =>
        map.TryGetValue(key, out var list) ? list : map[key] = [];
}
