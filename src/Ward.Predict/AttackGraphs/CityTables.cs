using Ward.City;
using Ward.City.Assets;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Identities;

namespace Ward.Predict.AttackGraphs;

/// <summary>The city by index: who is in which zone, which flows leave which zone or asset, by which ways each asset is entered.</summary>
internal sealed class CityTables
{
    private readonly Dictionary<ZoneId, int> zones = [];
    private readonly Dictionary<AssetId, int> assets = [];
    private readonly Dictionary<AccountId, int> accounts = [];
    private readonly Dictionary<ServiceId, int> services = [];
    private readonly CityModel city;

    public CityTables(CityModel city, StepPriors priors)
    {
        this.city = city;
        for (var i = 0; i < city.Zones.Count; i++) zones.TryAdd(city.Zones[i].Id, i);
        for (var i = 0; i < city.Assets.Count; i++) assets.TryAdd(city.Assets[i].Id, i);
        for (var i = 0; i < city.Accounts.Count; i++) accounts.TryAdd(city.Accounts[i].Id, i);
        for (var i = 0; i < city.Services.Count; i++) services.TryAdd(city.Services[i].Id, i);
        ZoneOfAsset = [.. city.Assets.Select(a => Zone(a.Zone))];
        AssetsIn = new List<int>[city.Zones.Count];
        for (var z = 0; z < AssetsIn.Length; z++) AssetsIn[z] = [];
        for (var a = 0; a < city.Assets.Count; a++)
            if (ZoneOfAsset[a] >= 0) AssetsIn[ZoneOfAsset[a]].Add(a);
        ReadFlows();
        Ways = WaysIn(priors);
    }

    public int[] ZoneOfAsset { get; }
    public List<int>[] AssetsIn { get; }

    /// <summary>Flows from a zone to (a part of) another zone, by conduit number.</summary>
    public SortedDictionary<int, List<int>> BetweenZones { get; } = [];

    /// <summary>Flows from one asset.</summary>
    public Dictionary<int, List<int>> FromAsset { get; } = [];

    public Way[][] Ways { get; }

    /// <summary>Nodes for packets that leave from the zone without a credential; filled by the builder, ascending.</summary>
    public Dictionary<int, List<int>> Positions { get; } = [];

    /// <summary>Every bookkeeping node; filled by the builder.</summary>
    public Dictionary<Position, int> NodeOf { get; } = [];

    public IReadOnlyList<int> PositionsOf(int zone) => Positions.GetValueOrDefault(zone) ?? [];

    public int Zone(ZoneId id) => zones.GetValueOrDefault(id, -1);

    public int Asset(AssetId id) => assets.GetValueOrDefault(id, -1);

    public int Account(AccountId id) => accounts.GetValueOrDefault(id, -1);

    public int Service(ServiceId id) => services.GetValueOrDefault(id, -1);

    /// <summary>The assets at the far end of a flow.</summary>
    public IReadOnlyList<int> Targets(Flow flow) => flow.To switch
    {
        FlowEnd.OfAsset a => Asset(a.Asset) is var i and >= 0 ? [i] : [],
        FlowEnd.OfZone z => Zone(z.Zone) is var i and >= 0 ? AssetsIn[i] : [],
        _ => throw new InvalidOperationException($"unknown flow end {flow.To}"),
    };

    public int ZoneOf(FlowEnd end) => end switch
    {
        FlowEnd.OfAsset a => Asset(a.Asset) is var i and >= 0 ? ZoneOfAsset[i] : -1,
        FlowEnd.OfZone z => Zone(z.Zone),
        _ => throw new InvalidOperationException($"unknown flow end {end}"),
    };

    /// <summary>True where the flow lets a packet to this port of the asset pass. A port that is not listed is taken to be TCP.</summary>
    public bool Carries(Flow flow, int asset, int port)
    {
        if (flow.Port != 0 && flow.Port != port) return false;
        var listed = false;
        foreach (var listening in city.Assets[asset].Ports)
        {
            if (listening.Port != port) continue;
            if (listening.Protocol == flow.Protocol) return true;
            listed = true;
        }

        return !listed && flow.Protocol == Transport.Tcp;
    }

    private void ReadFlows()
    {
        for (var f = 0; f < city.Flows.Count; f++)
        {
            var flow = city.Flows[f];
            var (from, to) = (ZoneOf(flow.From), ZoneOf(flow.To));
            if (from < 0 || to < 0 || from == to) continue;
            if (flow.From is FlowEnd.OfAsset a) (FromAsset.TryGetValue(Asset(a.Asset), out var own) ? own : FromAsset[Asset(a.Asset)] = []).Add(f);
            else
            {
                var conduit = (from * city.Zones.Count) + to;
                (BetweenZones.TryGetValue(conduit, out var over) ? over : BetweenZones[conduit] = []).Add(f);
            }
        }
    }

    private Way[][] WaysIn(StepPriors priors)
    {
        var ways = new List<Way>[city.Assets.Count];
        for (var a = 0; a < ways.Length; a++) ways[a] = [];
        for (var x = 0; x < city.Exposures.Count; x++)
        {
            var exposure = city.Exposures[x];
            var a = Asset(exposure.Asset);
            if (a < 0) continue;
            var credential = exposure.Kind is ExposureKind.WeakCredential or ExposureKind.DefaultPassword or ExposureKind.LeakedCredential;
            var head = (2 * a) + (exposure.Gains == Privilege.Administrator ? 1 : 0);
            var kind = credential ? StepKind.Guess : StepKind.Exploit;
            if (exposure.Port is { } port) ways[a].Add(new(kind, head, port, priors.Of(exposure), x));
            else if (credential)
                foreach (var listening in city.Assets[a].Ports)
                    if (Techniques.IsSignIn(listening)) ways[a].Add(new(kind, head, listening.Port, priors.Of(exposure), x));
        }

        for (var a = 0; a < ways.Length; a++)
        {
            foreach (var listening in city.Assets[a].Ports)
            {
                if (Techniques.IsSignIn(listening) && !ways[a].Exists(w => w.Kind == StepKind.Guess && w.Port == listening.Port && w.Probability >= priors.Guess))
                    ways[a].Add(new(StepKind.Guess, 2 * a, listening.Port, priors.Guess, -1));
                if (Techniques.IsWeb(listening)) ways[a].Add(new(StepKind.Exploit, 2 * a, listening.Port, priors.UnknownWebWeakness, -1));
            }
        }

        return [.. ways.Select(w => w.ToArray())];
    }
}
