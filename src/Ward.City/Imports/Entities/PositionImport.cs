using System.Globalization;
using Ward.City.Assets;
using Ward.City.Merging;
using Ward.Standards.GeoJson;
using Ward.Standards.Yaml;

namespace Ward.City.Imports.Entities;

/// <summary>Places of assets that are known otherwise; a place alone makes no asset.</summary>
internal static class PositionImport
{
    private static readonly (string Field, string[] Properties)[] Usual =
    [
        ("id", ["asset", "assetId", "asset_id", "id", "ref"]), ("titles", ["name", "hostname", "label", "title"]), ("serial", ["serial", "serialNumber", "serial_number"]),
    ];

    public static CityDelta? Of(IReadOnlyList<GeoFeature> features, int unlocated, ImportSettings settings, ProblemList problems)
    {
        var (map, before) = (new Dictionary<string, string>(StringComparer.Ordinal), problems.Count);
        foreach (var (field, property) in settings.Map)
        {
            var known = field == "name" ? "titles" : field;
            if (Usual.Any(u => u.Field == known)) map[known] = property;
            else problems.Add(0, "", "id, name or serial before the = of a mapping of positions", Printable.Quoted(field), field, ["id", "name", "serial"]);
        }

        if (features.Count > 0 && map.Values.FirstOrDefault(p => !features.Any(f => f.Properties.ContainsKey(p))) is { } absent)
            problems.Add(0, "", $"a property named {Printable.Quoted(absent)}", "features without it", absent, features.SelectMany(f => f.Properties.Keys).Distinct().Take(100));
        if (problems.Count > before) return null;

        var from = settings.From(ImportFormat.GeoJson);
        var (records, unnamed) = (new List<CityRecord>(), 0);
        foreach (var feature in features)
        {
            var said = Usual.Select(u => (u.Field, Value: map.TryGetValue(u.Field, out var property) ? feature.Properties.GetValueOrDefault(property) : map.Count > 0 ? null : u.Properties.Select(p => feature.Properties.GetValueOrDefault(p)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)))).ToList();
            if (map.Count == 0 && said[0].Value is null && feature.Id is { } id) said[0] = ("id", id);
            if (said.TrueForAll(s => string.IsNullOrWhiteSpace(s.Value)))
            {
                unnamed++;
                continue;
            }

            var record = new RecordBuilder(CityPart.Asset, said.First(s => !string.IsNullOrWhiteSpace(s.Value)).Value!.Trim(), from).With("known", true).With("position", new GeoPosition(feature.Latitude, feature.Longitude).ToString());
            foreach (var (field, value) in said) record.With(field, value);
            records.Add(record.Build());
        }

        var once = records.DistinctBy(r => r.Key).ToList();
        var notes = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{features.Count} features with a place; a place alone makes no asset") };
        if (unlocated > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{unlocated} features have no geometry"));
        if (unnamed > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{unnamed} features name no asset by id, name or serial; say which property does with --map id=PROPERTY"));
        if (once.Count < records.Count) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{records.Count - once.Count} features name an asset that an earlier one named; the first counts"));
        return new CityDelta(from.Source, "geojson", settings.File, from.Time, once, notes);
    }
}
