using System.Globalization;
using Ward.City.Assets;
using Ward.City.Exposures;
using Ward.City.Identities;
using Ward.City.Reading;
using Ward.City.Services;

namespace Ward.City.Merging;

/// <summary>A city told as records, as if it were a source; also what two cities are compared by.</summary>
public static class CityRecords
{
    public static IReadOnlyList<CityRecord> Of(CityModel city, Provenance from)
    {
        var records = new List<CityRecord>();
        records.AddRange(city.Zones.Select(z => New(CityPart.Zone, z.Id.Value).With("name", z.Name).With("kind", NameOf(ZoneReader.Kinds, z.Kind)).With("networks", z.Networks.Select(n => n.ToString())).With("owner", z.Owner).Build()));
        records.AddRange(city.Assets.Select(a => Asset(New(CityPart.Asset, a.Id.Value), a)));
        records.AddRange(city.Services.Select(s => Service(New(CityPart.Service, s.Id.Value), s)));
        records.AddRange(city.Accounts.Select(a => New(CityPart.Account, a.Id.Value).With("login", a.Login).With("grants", a.Grants.Select(g => $"{g.Asset}={(g.Privilege == Privilege.Administrator ? "administrator" : "user")}"))
            .With("keptOn", a.KeptOn.Select(k => k.Value)).With("secondFactor", a.SecondFactor).With("neededBy", a.NeededBy.Select(n => n.Value)).Build()));
        records.AddRange(city.Flows.Select(f => New(CityPart.Flow, f.Id.Value).With("from", f.From.ToString()).With("to", f.To.ToString()).With("protocol", f.Protocol.ToString().ToLowerInvariant())
            .With("port", f.Port.ToString(CultureInfo.InvariantCulture)).With("neededBy", f.NeededBy.Select(n => n.Value)).With("perDay", f.SessionsPerDay).Build()));
        records.AddRange(city.Exposures.Select(x => Exposure(New(CityPart.Exposure, x.Id.Value), x)));
        records.AddRange(city.Elements.Select(e => New(CityPart.Element, e.Id.Value).With("kind", e.Kind.ToString().ToLowerInvariant()).With("asset", e.Asset.Value).With("guards", e.Guards.Select(g => g.ToString())).With("fronts", e.Fronts.Select(f => f.Value)).Build()));
        records.Add(New(CityPart.Protection, "protected").With("networks", city.Protection.Networks.Select(n => n.ToString())).With("assets", city.Protection.Assets.Select(a => a.Value))
            .With("accounts", city.Protection.Accounts.Select(a => a.Value)).With("flows", city.Protection.Flows.Select(f => f.Value)).Build());
        return records;

        RecordBuilder New(CityPart part, string id) => new(part, id, from);
    }

    /// <summary>The name that the city file has for a value.</summary>
    internal static string NameOf<T>(IReadOnlyDictionary<string, T> names, T value) where T : struct, Enum =>
        names.First(n => EqualityComparer<T>.Default.Equals(n.Value, value)).Key;

    private static CityRecord Asset(RecordBuilder record, Asset asset) => record
        .With("name", asset.Name).With("zone", asset.Zone.Value).With("kind", NameOf(AssetReader.Kinds, asset.Kind))
        .With("addresses", asset.Addresses.Select(a => a.ToString())).With("names", asset.Names).With("listens", asset.Ports.Select(PortText.Print))
        .With("macs", asset.Make.Macs).With("cpes", asset.Make.Cpes).With("serial", asset.Make.Serial).With("vendor", asset.Make.Vendor).With("model", asset.Make.Model).With("version", asset.Make.Version).With("position", asset.Position?.ToString()).Build();

    private static CityRecord Service(RecordBuilder record, Service service) => record
        .With("name", service.Name).With("citizens", service.Citizens.ToString(CultureInfo.InvariantCulture))
        .With("needs", service.Needs.Select(n => $"{n.AtLeast.ToString(CultureInfo.InvariantCulture)} of {string.Join(' ', n.Assets.Select(a => a.Value).Concat(n.Services.Select(s => s.Value)))}"))
        .With("safety", service.Impact.Safety).With("money", (double)service.Impact.Money).With("trust", service.Impact.Trust).With("floor", service.Floor).With("tolerated", service.Tolerated)
        .With("fallback", service.ManualFallback).With("probe", service.Probe?.Url.ToString()).Build();

    private static CityRecord Exposure(RecordBuilder record, Exposure exposure) => record
        .With("asset", exposure.Asset.Value).With("kind", NameOf(ExposureReader.Kinds, exposure.Kind)).With("port", exposure.Port).With("technique", exposure.Technique)
        .With("probability", exposure.IsEstimated ? null : exposure.Probability).With("hours", exposure.Hours).With("gains", exposure.Gains == Privilege.Administrator ? "administrator" : "user").With("reference", exposure.Reference)
        .With("cvss", exposure.Signals?.Cvss?.ToString()).With("epss", exposure.Signals?.Epss).With("kev", exposure.Signals?.InKev)
        .With("exploitation", exposure.Signals?.Exploitation is { } known ? NameOf(Signals.Exploitations, known) : null).With("automatable", exposure.Signals?.Automatable).Build();
}
