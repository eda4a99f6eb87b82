using System.Globalization;
using Ward.City.Assets;
using Ward.City.Merging;
using Ward.Standards.Threagile;

namespace Ward.City.Imports;

/// <summary>Trust boundaries as zones, technical assets as assets, communication links as flows. What stands in no boundary is nobody's: an external zone.</summary>
internal static class ThreagileImport
{
    private const string Outside = "outside-any-trust-boundary";

    public static CityDelta Of(ThreagileModel model, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.Threagile);
        var records = model.Boundaries.Select(b => new RecordBuilder(CityPart.Zone, b.Id, from).With("name", b.Title).Build()).ToList();
        var zoneOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var boundary in model.Boundaries)
            foreach (var asset in boundary.Inside) zoneOf[asset] = boundary.Id;
        if (model.Assets.Any(a => !zoneOf.ContainsKey(a.Id))) records.Add(new RecordBuilder(CityPart.Zone, Outside, from).With("name", "Outside any trust boundary").With("kind", "external").Build());

        var called = model.Assets.SelectMany(a => a.Links).ToLookup(l => l.Target, l => TechnologyTable.Port(l.Protocol));
        foreach (var asset in model.Assets)
        {
            records.Add(new RecordBuilder(CityPart.Asset, asset.Id, from).With("id", asset.Id).With("name", asset.Title).With("zone", zoneOf.GetValueOrDefault(asset.Id, Outside)).With("kind", TechnologyTable.Kind(asset.Technologies, asset.Machine))
                .With("listens", called[asset.Id].OfType<ListeningPort>().Select(PortText.Print)).Build());
            foreach (var link in asset.Links)
                records.Add(new RecordBuilder(CityPart.Flow, $"{asset.Id} > {link.Title}", from).With("from", [asset.Id]).With("to", [link.Target])
                    .With("protocol", (TechnologyTable.Port(link.Protocol)?.Protocol ?? Transport.Tcp).ToString().ToLowerInvariant()).With("port", (TechnologyTable.Port(link.Protocol)?.Port ?? 0).ToString(CultureInfo.InvariantCulture)).Build());
        }

        return new CityDelta(from.Source, "threagile", settings.File, from.Time, records,
            [string.Create(CultureInfo.InvariantCulture, $"{model.Title}: {model.DataAssets.Count} data assets, {model.Runtimes.Count} shared runtimes, {model.OwnKinds.Count} own kinds of risk and {model.Tracking.Count} tracked risks have no place in the city and are left out")]);
    }
}
