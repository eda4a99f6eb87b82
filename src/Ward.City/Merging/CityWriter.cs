using System.Globalization;
using System.Text;
using Ward.City.Assets;
using Ward.City.Exposures;
using Ward.City.Identities;
using Ward.City.Reading;
using Ward.City.Services;
using Ward.Standards.Yaml;

namespace Ward.City.Merging;

/// <summary>Writes a city as the file from which <see cref="CityReader"/> reads the same city (docs/reference/city.md). The same city gives the same text.</summary>
public static class CityWriter
{
    public static string Write(CityModel city)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"id: {Quoted(city.Id.Value)}\nname: {Quoted(city.Name)}\n");
        Section(text, "zones", city.Zones, z => [("id", One(z.Id)), ("name", One(z.Name)), ("kind", One(CityRecords.NameOf(ZoneReader.Kinds, z.Kind))), ("networks", Many(z.Networks)), ("owner", One(z.Owner))]);
        Section(text, "assets", city.Assets, Asset);
        Section(text, "services", city.Services, Service);
        Section(text, "accounts", city.Accounts, a =>
        [
            ("id", One(a.Id)), ("login", One(a.Login)), ("grants", a.Grants.Count == 0 ? null : $"{{{string.Join(", ", a.Grants.Select(g => $"{Quoted(g.Asset.Value)}: {Privileged(g.Privilege)}"))}}}"),
            ("keptOn", Many(a.KeptOn)), ("secondFactor", a.SecondFactor ? "true" : null), ("neededBy", Many(a.NeededBy)),
        ]);
        Section(text, "flows", city.Flows, f =>
        [
            ("id", One(f.Id)), ("from", One(f.From)), ("to", One(f.To)), ("protocol", One(f.Protocol.ToString().ToLowerInvariant())),
            ("port", f.Port == 0 ? f.Protocol == Transport.Icmp ? null : "any" : Number(f.Port)), ("neededBy", Many(f.NeededBy)), ("perDay", f.SessionsPerDay == 0 ? null : Number(f.SessionsPerDay)),
        ]);
        Section(text, "exposures", city.Exposures, Exposure);
        Section(text, "elements", city.Elements, e =>
            [("id", One(e.Id)), ("kind", One(e.Kind.ToString().ToLowerInvariant())), ("asset", One(e.Asset)), ("guards", Many(e.Guards)), ("fronts", Many(e.Fronts))]);
        var kept = city.Protection;
        if (kept.Networks.Count + kept.Assets.Count + kept.Accounts.Count + kept.Flows.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"protected: {Mapping([("networks", Many(kept.Networks)), ("assets", Many(kept.Assets)), ("accounts", Many(kept.Accounts)), ("flows", Many(kept.Flows))])}\n");
        return text.ToString();
    }

    private static IEnumerable<(string, string?)> Asset(Asset a) =>
    [
        ("id", One(a.Id)), ("name", One(a.Name)), ("zone", One(a.Zone)), ("kind", One(CityRecords.NameOf(AssetReader.Kinds, a.Kind))), ("addresses", Many(a.Addresses)), ("names", Many(a.Names)),
        ("listens", a.Ports.Count == 0 ? null : $"[{string.Join(", ", a.Ports.Select(p => $"{{name: {Quoted(p.Name)}, protocol: {p.Protocol.ToString().ToLowerInvariant()}, port: {Number(p.Port)}}}"))}]"),
        ("macs", Many(a.Make.Macs)), ("cpes", Many(a.Make.Cpes)), ("serial", One(a.Make.Serial)), ("vendor", One(a.Make.Vendor)), ("model", One(a.Make.Model)), ("version", One(a.Make.Version)),
        ("position", a.Position is { } place ? Mapping([("latitude", Number(place.Latitude)), ("longitude", Number(place.Longitude))]) : null),
    ];

    private static IEnumerable<(string, string?)> Service(Service s) =>
    [
        ("id", One(s.Id)), ("name", One(s.Name)), ("needs", s.Needs.Count == 0 ? null : $"[{string.Join(", ", s.Needs.Select(Need))}]"), ("citizens", Number(s.Citizens)),
        ("impact", Mapping([("safety", Number(s.Impact.Safety)), ("money", Number((double)s.Impact.Money)), ("trust", Number(s.Impact.Trust))])),
        ("floor", Number(s.Floor)), ("tolerated", Number(s.Tolerated)), ("fallback", One(s.ManualFallback)), ("probe", One(s.Probe?.Url.OriginalString)),
    ];

    private static string Need(Need need)
    {
        List<string> all = [.. need.Assets.Select(a => a.Value), .. need.Services.Select(s => s.Value)];
        return all.Count == 1 ? Quoted(all[0]) : Mapping([("anyOf", Many(all)), ("atLeast", Number(need.AtLeast))]);
    }

    private static IEnumerable<(string, string?)> Exposure(Exposure x) =>
    [
        ("id", One(x.Id)), ("asset", One(x.Asset)), ("kind", One(CityRecords.NameOf(ExposureReader.Kinds, x.Kind))), ("port", x.Port is { } port ? Number(port) : null), ("technique", One(x.Technique)),
        ("probability", x.IsEstimated ? null : Number(x.Probability)), ("hours", Number(x.Hours)), ("gains", Privileged(x.Gains)), ("reference", One(x.Reference)),
        ("cvss", One(x.Signals?.Cvss)), ("epss", x.Signals?.Epss is { } epss ? Number(epss) : null), ("kev", Flag(x.Signals?.InKev)),
        ("exploitation", x.Signals?.Exploitation is { } known ? CityRecords.NameOf(Signals.Exploitations, known) : null), ("automatable", Flag(x.Signals?.Automatable)),
    ];

    private static void Section<T>(StringBuilder text, string name, IReadOnlyList<T> items, Func<T, IEnumerable<(string, string?)>> fields)
    {
        if (items.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"{name}:\n");
        foreach (var item in items) text.Append(CultureInfo.InvariantCulture, $"  - {Mapping(fields(item))}\n");
    }

    private static string Mapping(IEnumerable<(string Name, string? Value)> fields) => $"{{{string.Join(", ", fields.Where(f => f.Value is not null).Select(f => $"{f.Name}: {f.Value}"))}}}";

    private static string? One(object? value) => value?.ToString() is { } text ? Quoted(text) : null;

    private static string? Many<T>(IReadOnlyList<T> values) => values.Count == 0 ? null : $"[{string.Join(", ", values.Select(v => Quoted(v!.ToString()!)))}]";

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string? Flag(bool? value) => value switch { true => "true", false => "false", null => null };

    private static string Privileged(Privilege privilege) => privilege == Privilege.Administrator ? "administrator" : "user";

    private static string Quoted(string text) => QuotedText.Of(text);
}
