using System.Globalization;
using System.Net;
using Ward.City.Assets;
using Ward.City.Reading;

namespace Ward.City.Merging;

/// <summary>
/// The same asset is one with the same serial number, MAC address, IP address or name, in this order of strength; by CPE alone only where
/// the record has none of these and one asset alone has it. A record that fits two assets goes to the stronger and is shown.
/// </summary>
/// <param name="earlier">Ids that assets had before, by what they are known by: a thing keeps its id whichever source tells of it first.</param>
internal sealed class AssetMerge(MergeState state, ZoneMerge zones, ISet<string> taken, string? fallbackZone, IReadOnlyDictionary<string, string> earlier)
{
    /// <summary>The strongest first.</summary>
    private static readonly string[] Kinds = ["serial", "mac", "address", "name"];

    private const int Nobody = -1;

    private readonly List<(string Id, List<CityRecord> Records)> groups = [];
    private readonly Dictionary<string, int> bySign = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Source, string Key), int> byKey = [];
    private readonly Dictionary<string, HashSet<int>> byCpe = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, int> byAlias = new(StringComparer.OrdinalIgnoreCase);

    private Dictionary<string, int>? byTitle;

    private readonly SortedDictionary<string, int> unknown = new(StringComparer.Ordinal);

    private Dictionary<string, Asset> kept = [];

    public IReadOnlyList<Asset> Assets { get; private set; } = [];

    public void Add(CityRecord record)
    {
        var signs = Signs(record).ToList();
        var found = signs.Where(bySign.ContainsKey).Select(s => (Sign: s, Group: bySign[s])).DistinctBy(f => f.Group).ToList();
        // Two of the city's own are two, whatever they share.
        if (record.From.Source == MergePolicy.City) found.Clear();
        var group = found.Count > 0 ? found[0].Group : signs.Count == 0 && record.From.Source != MergePolicy.City ? ByCpe(record) : -1;
        if (group < 0 && record["known"] == "true" && (group = ByTitle(record)) < 0)
        {
            unknown[record.From.File] = unknown.GetValueOrDefault(record.From.File) + 1;
            return;
        }

        if (group < 0)
        {
            group = groups.Count;
            var before = signs.Select(earlier.GetValueOrDefault).FirstOrDefault(i => i is not null);
            groups.Add((record.From.Source == MergePolicy.City && taken.Add(record.Key) ? record.Key : before is not null && taken.Add(before) ? before : Ids.Free(Called(record), taken), []));
        }

        foreach (var (sign, other) in found.Skip(1))
            state.Conflicts.Add(new(CityPart.Asset, groups[group].Id, "identity", found[0].Sign, record.From, $"{sign} of {groups[other].Id}", groups[other].Records[0].From));
        groups[group].Records.Add(record);
        byKey.TryAdd((record.From.Source, record.Key), group);
        if (record["known"] == "true") return;
        foreach (var sign in signs) bySign.TryAdd(sign, group);
        foreach (var alias in record.All("aliases"))
            if (!byAlias.TryAdd(alias, group) && byAlias[alias] != group) byAlias[alias] = Nobody;
        foreach (var cpe in record.All("cpes")) (byCpe.TryGetValue(cpe, out var own) ? own : byCpe[cpe] = []).Add(group);
    }

    public void Finish()
    {
        foreach (var (file, count) in unknown) state.LeftOut.Add(string.Create(CultureInfo.InvariantCulture, $"{count} records ({file}) tell of things that are no assets of the city by id, name or serial number"));
        var assets = new List<Asset>();
        var names = groups.Select((g, i) => (g.Id, i)).ToDictionary(g => g.Id, g => g.i, StringComparer.OrdinalIgnoreCase);
        for (var g = 0; g < groups.Count; g++)
        {
            var (id, ordered) = (groups[g].Id, state.Policy.Ordered(groups[g].Records));
            // An address or name that two assets claim stays with the one that had it first.
            var addresses = Own(g, "address", state.Union(CityPart.Asset, id, "addresses", ordered)).Select(a => Addresses.TryAddress(a, out var read) ? read : null).OfType<IPAddress>().ToList();
            if (Zone(id, ordered, addresses) is not { } zone) continue;
            var kind = state.One(CityPart.Asset, id, "kind", ordered) ?? state.Assumed(CityPart.Asset, id, "kind", "other");
            var own = Own(g, "name", state.Union(CityPart.Asset, id, "names", ordered, StringComparer.OrdinalIgnoreCase)).Where(n => names.TryAdd(n, g) || names[n] == g);
            List<string> called = [.. own, .. Aliases(g, state.Union(CityPart.Asset, id, "aliases", ordered, StringComparer.OrdinalIgnoreCase)).Where(n => names.TryAdd(n, g))];
            assets.Add(new Asset(
                new(id), state.One(CityPart.Asset, id, "name", ordered, matters: false) ?? id, new(zone), AssetReader.Kinds.GetValueOrDefault(kind, AssetKind.Other), addresses, Ports(id, ordered), called)
            {
                Make = new AssetMake(state.Union(CityPart.Asset, id, "macs", ordered), state.Union(CityPart.Asset, id, "cpes", ordered), state.One(CityPart.Asset, id, "serial", ordered),
                    state.One(CityPart.Asset, id, "vendor", ordered), state.One(CityPart.Asset, id, "model", ordered), state.One(CityPart.Asset, id, "version", ordered)),
                Position = state.One(CityPart.Asset, id, "position", ordered) is { } place && GeoPosition.TryRead(place, out var position) ? position : null,
            });
        }

        Assets = assets;
        kept = assets.ToDictionary(a => a.Id.Value, StringComparer.Ordinal);
    }

    /// <summary>The asset with an id that <see cref="Find"/> gave, or that stands in <see cref="Assets"/>.</summary>
    public Asset this[string id] => kept[id];

    /// <summary>The asset that a source means by its own key, an address, a MAC address, a serial number or a name; null where there is none, or it was left out.</summary>
    public string? Find(string source, string reference)
    {
        var group = byKey.GetValueOrDefault((source, reference), -1);
        if (group < 0) group = Kinds.Select(k => bySign.GetValueOrDefault($"{k} {reference}", -1)).FirstOrDefault(g => g >= 0, -1);
        return group >= 0 && kept.ContainsKey(groups[group].Id) ? groups[group].Id : null;
    }

    /// <summary>Those by which no other asset is known; one that many may have (a loopback address) is left out and named.</summary>
    private List<string> Own(int group, string kind, IReadOnlyList<string> values)
    {
        var own = new List<string>();
        foreach (var value in values)
        {
            if (!bySign.TryGetValue($"{kind} {value}", out var holder)) state.LeftOut.Add($"asset {groups[group].Id}: \"{value}\" is no {kind} of one asset alone");
            else if (holder == group) own.Add(value);
        }

        return own;
    }

    /// <summary>
    /// Names that things gave themselves: logs may call them so, but nothing becomes another thing by calling itself so. One that is another's name, or that
    /// two claim, is nobody's.
    /// </summary>
    private IEnumerable<string> Aliases(int group, IReadOnlyList<string> claimed)
    {
        foreach (var alias in claimed.Where(SharedSigns.IsOwnName))
        {
            if (bySign.TryGetValue($"name {alias}", out var holder) && holder != group)
                state.LeftOut.Add($"asset {groups[group].Id} calls itself \"{alias}\", which is the name of {groups[holder].Id}; it is not taken to be that");
            else if (byAlias[alias] == Nobody) state.LeftOut.Add($"\"{alias}\" is what several assets call themselves, {groups[group].Id} among them; it names none");
            else yield return alias;
        }
    }

    /// <summary>The ids of a city's assets by what they are known by.</summary>
    public static IReadOnlyDictionary<string, string> IdsOf(CityModel? city)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (city is null) return ids;
        foreach (var record in CityRecords.Of(city, new Provenance("earlier", "", default)).Where(r => r.Part == CityPart.Asset))
            foreach (var sign in Signs(record)) ids.TryAdd(sign, record.Key);
        return ids;
    }

    private static IEnumerable<string> Signs(CityRecord record)
    {
        // What a person wrote of the own city is meant.
        var meant = record.From.Source == MergePolicy.City;
        if (record["serial"] is { } serial && (meant || SharedSigns.IsOwnSerial(serial))) yield return $"serial {serial}";
        foreach (var mac in record.All("macs"))
            if (meant || SharedSigns.IsOwnMac(mac)) yield return $"mac {mac}";
        foreach (var address in record.All("addresses"))
            if (meant || SharedSigns.IsOwnAddress(address)) yield return $"address {address}";
        foreach (var name in record.All("names"))
            if (meant || SharedSigns.IsOwnName(name)) yield return $"name {name}";
        // What people call it serves to find it, and is no name by which logs do.
        foreach (var title in record.All("titles")) yield return $"name {title}";
        if (record["id"] is { } id) yield return $"name {id}";
        if (meant) yield return $"name {record.Key}";
    }

    // A name that a thing gave itself is no id: who calls itself like another must not take its place.
    private static string Called(CityRecord record) => record["id"] ?? (record.All("aliases") is [var alias, ..] ? $"{alias} {record.Key}" : record["name"] ?? record["names"] ?? record.Key);

    private int ByCpe(CityRecord record)
    {
        var all = record.All("cpes").Where(byCpe.ContainsKey).SelectMany(c => byCpe[c]).Distinct().ToList();
        return all.Count == 1 ? all[0] : record["name"] is { } name ? bySign.GetValueOrDefault($"name {name}", -1) : -1;
    }

    /// <summary>The one asset that has the name for people, not only for logs.</summary>
    private int ByTitle(CityRecord record)
    {
        byTitle ??= groups.Select((g, i) => (Titles: g.Records.Select(r => r["name"]).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase), i)).SelectMany(g => g.Titles.Select(t => (Title: t, g.i)))
            .GroupBy(t => t.Title, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First().i : Nobody, StringComparer.OrdinalIgnoreCase);
        return record.All("titles").Concat(record.All("id")).Select(n => byTitle.GetValueOrDefault(n, Nobody)).FirstOrDefault(g => g >= 0, Nobody);
    }

    private string? Zone(string id, IReadOnlyList<CityRecord> ordered, List<IPAddress> addresses)
    {
        foreach (var record in ordered)
        {
            if (record["zone"] is not { } named) continue;
            if (zones.Find(record.From.Source, named) is { } zone)
            {
                state.One(CityPart.Asset, id, "zone", [.. ordered.Where(r => r["zone"] is { } z && zones.Find(r.From.Source, z) is { } other && (r == record || other != zone))]);
                return zone;
            }

            state.LeftOut.Add($"asset {id}: {record.From.Source} ({record.From.File}) puts it in the zone \"{named}\", which nobody describes");
        }

        var held = addresses.Select(zones.Holding).FirstOrDefault(z => z is not null) ?? (fallbackZone is null ? null : zones.Find(MergePolicy.City, fallbackZone));
        if (held is not null) return state.Assumed(CityPart.Asset, id, "zone", held);
        state.LeftOut.Add($"asset {id} ({ordered[0].From.File}): no zone's networks hold {(addresses.Count > 0 ? string.Join(", ", addresses) : "it, since it has no address")}; describe the zone, or name one for such assets");
        return null;
    }

    private List<ListeningPort> Ports(string id, IReadOnlyList<CityRecord> ordered)
    {
        var ports = new List<ListeningPort>();
        foreach (var text in state.Union(CityPart.Asset, id, "listens", ordered))
        {
            if (!PortText.TryRead(text, out var port)) state.LeftOut.Add($"asset {id}: \"{text}\" is no listening port");
            // The first name of a port is that of the source that counts most.
            else if (!ports.Exists(p => p.Port == port.Port && p.Protocol == port.Protocol)) ports.Add(port);
        }

        return ports;
    }
}
