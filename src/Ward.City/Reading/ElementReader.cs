using Ward.City.Assets;
using Ward.City.Elements;
using Ward.City.Zones;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

internal static class ElementReader
{
    private static readonly Dictionary<string, ElementKind> Kinds = new(StringComparer.Ordinal)
    {
        ["nftables"] = ElementKind.Nftables,
        ["nginx"] = ElementKind.Nginx,
    };

    public static IReadOnlyList<Element> Read(CityDraft draft, IReadOnlyList<Zone> zones, IReadOnlyList<Asset> assets)
    {
        var kinds = new Dictionary<ZoneId, ZoneKind>();
        foreach (var zone in zones) kinds.TryAdd(zone.Id, zone.Kind);
        var zoneOf = new Dictionary<AssetId, ZoneId>();
        foreach (var asset in assets) zoneOf.TryAdd(asset.Id, asset.Zone);

        var elements = new List<Element>();
        foreach (var (id, fields) in draft.Elements.Entries)
        {
            var kind = fields["kind"].Choice(Kinds, "a kind of element");
            var asset = new AssetId(draft.Assets.Refer(fields["asset"]));
            if (zoneOf.TryGetValue(asset, out var zone) && kinds.GetValueOrDefault(zone) == ZoneKind.Operations)
                fields["asset"].Wrong($"an asset outside the operations zone {zone}, since nothing may act inside one");
            var guards = fields["guards"].Items("a list of conduits such as internet -> dmz")
                .Select(g => ReadConduit(draft, g, kinds)).OfType<Conduit>().ToList();
            var fronts = draft.Assets.ReferAll(fields["fronts"]);
            if (Kinds.ContainsKey(fields["kind"].Peek ?? "")) CheckPlace(kind, fields);
            elements.Add(new Element(new ElementId(id), kind, asset, guards, [.. fronts.Select(f => new AssetId(f))]));
            fields.Close();
        }

        return elements;
    }

    private static void CheckPlace(ElementKind kind, YamlFields fields)
    {
        var (guards, fronts) = (fields["guards"], fields["fronts"]);
        if (kind == ElementKind.Nftables && guards.IsAbsent) guards.Wrong("the conduits that the firewall guards");
        if (kind == ElementKind.Nftables && !fronts.IsAbsent) fronts.Wrong("no fronts, since a firewall serves no web traffic");
        if (kind == ElementKind.Nginx && fronts.IsAbsent) fronts.Wrong("the assets whose web traffic it serves");
        if (kind == ElementKind.Nginx && !guards.IsAbsent) guards.Wrong("no guards, since a web server guards no conduit");
    }

    private static Conduit? ReadConduit(CityDraft draft, YamlField field, Dictionary<ZoneId, ZoneKind> kinds)
    {
        var ends = (field.Peek ?? "").Split("->", StringSplitOptions.TrimEntries);
        if (ends.Length != 2)
        {
            field.Wrong("a conduit such as internet -> dmz");
            return null;
        }

        foreach (var end in ends)
        {
            if (draft.Zones.Has(end)) continue;
            draft.Problems.Add(field.Line, field.Path, $"a conduit between zones{Section.Known(draft.Zones.Ids, draft.Zones.Entries.Count)}",
                $"the unknown zone {Printable.Quoted(end)}", end, draft.Zones.Ids);
        }

        var conduit = new Conduit(new ZoneId(ends[0]), new ZoneId(ends[1]));
        if (kinds.GetValueOrDefault(conduit.From) == ZoneKind.Operations && kinds.GetValueOrDefault(conduit.To) == ZoneKind.Operations)
            field.Wrong("a conduit with one end outside operations, since nothing may act inside");
        return conduit;
    }
}
