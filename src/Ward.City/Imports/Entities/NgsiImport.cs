using System.Globalization;
using Ward.City.Assets;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.Standards.Ngsi;
using Ward.Standards.Yaml;

namespace Ward.City.Imports.Entities;

/// <summary>Entities of smart data models as assets, with what their device model says of vendor and model.</summary>
internal sealed class NgsiImport
{
    private static readonly string[] ModelRelations = ["refDeviceModel", "deviceModel", "refStreetlightModel", "refModel", "hasModel", "model"];

    private static readonly string[] HostNames = ["hostName", "hostname", "dnsName", "fqdn"];

    private static readonly string[] AddressNames = ["ipAddress", "ipv4Address", "ipv6Address"];

    private static readonly string[] MacNames = ["macAddress", "mac"];

    private readonly Provenance from;
    private readonly Dictionary<string, NgsiEntity> models;
    private readonly SortedDictionary<string, int> unknown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> noThing = new(StringComparer.Ordinal);
    private readonly HashSet<string> tails;
    private int wrong, owners;

    private NgsiImport(IReadOnlyList<NgsiEntity> entities, Provenance from)
    {
        this.from = from;
        models = entities.Where(e => e.Type.EndsWith("Model", StringComparison.Ordinal)).DistinctBy(e => e.Id).ToDictionary(e => e.Id, StringComparer.Ordinal);
        // What several end in is the id of none, and neither is a bare number.
        tails = entities.GroupBy(e => Tail(e.Id), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() == 1 && g.Key.Any(char.IsAsciiLetter)).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public static CityDelta Of(IReadOnlyList<NgsiEntity> entities, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.Ngsi);
        var import = new NgsiImport(entities, from);
        var records = entities.DistinctBy(e => e.Id).Select(import.Record).OfType<CityRecord>().ToList();
        return new CityDelta(from.Source, "ngsi", settings.File, from.Time, records, import.Notes(entities.Count));
    }

    private CityRecord? Record(NgsiEntity entity)
    {
        if (!EntityKinds.IsThing(entity.Type))
        {
            if (!models.ContainsKey(entity.Id)) noThing[entity.Type] = noThing.GetValueOrDefault(entity.Type) + 1;
            return null;
        }

        var kind = EntityKinds.Of(entity.Type, [.. entity.All("category"), .. entity.All("deviceCategory")]);
        if (kind is null) unknown[entity.Type] = unknown.GetValueOrDefault(entity.Type) + 1;
        if (entity.First("owner") is not null) owners++;
        var model = ModelRelations.Select(r => entity.First(r)).OfType<string>().Select(r => models.GetValueOrDefault(r)).FirstOrDefault(m => m is not null);
        var names = HostNames.SelectMany(entity.All);
        var tail = Tail(entity.Id);
        return new RecordBuilder(CityPart.Asset, entity.Id, from)
            .With("id", tails.Contains(tail) && Names.TryId(tail, out _) ? tail : null).With("name", entity.First("name", "alternateName", "title") ?? entity.Id).With("kind", kind ?? "other")
            .With("addresses", Good(entity, AddressNames, (string text, out string good) => (good = Addresses.TryAddress(text, out var read) ? read.ToString() : "").Length > 0))
            .With("macs", Good(entity, MacNames, Addresses.TryMac)).With("names", names)
            .With("serial", entity.First("serialNumber", "serial")).With("vendor", Vendor(entity) ?? (model is null ? null : Vendor(model))).With("model", model is not null ? Model(model) : Model(entity))
            .With("version", entity.First("firmwareVersion", "softwareVersion", "osVersion"))
            .With("position", entity is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPosition(latitude, longitude).ToString() : null).Build();
    }

    private delegate bool Parse(string text, out string good);

    private List<string> Good(NgsiEntity entity, string[] attributes, Parse parse)
    {
        var all = new List<string>();
        foreach (var text in attributes.SelectMany(entity.All).Where(t => t.Length > 0))
        {
            if (parse(text, out var good)) all.Add(good);
            else wrong++;
        }

        return all;
    }

    private static string? Vendor(NgsiEntity entity) => entity.First("manufacturerName", "brandName", "manufacturer", "vendor");

    private static string? Model(NgsiEntity entity) => entity.First("modelName", "modelNumber") ?? (entity.First("model", "deviceModel") is { } name && !name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? name : null);

    private static string Tail(string id) => id.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) || id.Contains('/', StringComparison.Ordinal) ? id[(id.LastIndexOfAny([':', '/', '#']) + 1)..] : id;

    private List<string> Notes(int count)
    {
        var notes = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{count} entities, {models.Count} of them models of devices") };
        foreach (var (type, number) in unknown) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{number} entities of type {Printable.Of(type)} are taken as assets of kind other: what they are is not known here"));
        if (noThing.Count > 0) notes.Add($"no assets and left out: {string.Join(", ", noThing.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Value} {Printable.Of(n.Key)}")))}");
        if (wrong > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{wrong} values are no IP or MAC address and are left out"));
        if (owners > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{owners} entities name an owner, for which the city has no place"));
        return notes;
    }
}
