using System.Net;
using Ward.City.Reading;
using Ward.City.Zones;

namespace Ward.City.Merging;

/// <summary>The same zone is one with the same id, the same name or a network of its own in common.</summary>
internal sealed class ZoneMerge(MergeState state, ISet<string> taken)
{
    private readonly List<(string Id, List<CityRecord> Records)> groups = [];
    private readonly Dictionary<string, int> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<IPNetwork, int> byNetwork = [];
    private readonly Dictionary<(string Source, string Key), int> byKey = [];

    public IReadOnlyList<Zone> Zones { get; private set; } = [];

    public void Add(CityRecord record)
    {
        var networks = record.All("networks").Select(n => IPNetwork.TryParse(n, out var network) ? network : (IPNetwork?)null).OfType<IPNetwork>().ToList();
        var names = new[] { record.Key, record["name"] ?? record.Key };
        var group = record.From.Source == MergePolicy.City ? -1 : names.Select(n => byName.GetValueOrDefault(n, -1)).Concat(networks.Select(n => byNetwork.GetValueOrDefault(n, -1))).FirstOrDefault(g => g >= 0, -1);
        if (group < 0)
        {
            group = groups.Count;
            groups.Add((record.From.Source == MergePolicy.City && taken.Add(record.Key) ? record.Key : Ids.Free(record.Key, taken), []));
        }

        groups[group].Records.Add(record);
        byKey.TryAdd((record.From.Source, record.Key), group);
        foreach (var name in names) byName.TryAdd(name, group);
        foreach (var network in networks) byNetwork.TryAdd(network, group);
    }

    public void Finish()
    {
        var zones = new List<Zone>();
        foreach (var (id, records) in groups)
        {
            var ordered = state.Policy.Ordered(records);
            var kind = state.One(CityPart.Zone, id, "kind", ordered) ?? state.Assumed(CityPart.Zone, id, "kind", "office");
            var own = state.Union(CityPart.Zone, id, "networks", ordered).Select(n => IPNetwork.TryParse(n, out var network) ? network : (IPNetwork?)null).OfType<IPNetwork>().Where(n => groups[byNetwork[n]].Id == id);
            zones.Add(new Zone(new(id), state.One(CityPart.Zone, id, "name", ordered, matters: false) ?? id, ZoneReader.Kinds.GetValueOrDefault(kind, ZoneKind.Office), [.. own]) { Owner = state.One(CityPart.Zone, id, "owner", ordered, matters: false) });
        }

        Zones = zones;
    }

    /// <summary>The zone that a source means by a name or network, or null.</summary>
    public string? Find(string source, string reference)
    {
        if (byKey.TryGetValue((source, reference), out var keyed)) return groups[keyed].Id;
        if (byName.TryGetValue(reference, out var named)) return groups[named].Id;
        return IPNetwork.TryParse(reference, out var network) && byNetwork.TryGetValue(network, out var held) ? groups[held].Id : null;
    }

    /// <summary>The zone with the longest network that holds the address, or null; call after <see cref="Finish"/>.</summary>
    public string? Holding(IPAddress address) =>
        Zones.SelectMany(z => z.Networks.Select(n => (Network: n, Zone: z.Id.Value))).Where(p => p.Network.Contains(address)).OrderByDescending(p => p.Network.PrefixLength).Select(p => p.Zone).FirstOrDefault();
}
