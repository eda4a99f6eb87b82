using System.Globalization;
using System.Text;
using Ward.City;
using Ward.City.Elements;
using Ward.City.Flows;
using Ward.City.Zones;

namespace Ward.Benchmarks.Cities;

/// <summary>Prints a city as its people would write it, so that a generated one goes through the same reader as any other.</summary>
internal static class CityYaml
{
    public static string Print(CityModel city)
    {
        var text = new StringBuilder();
        Line(text, $"id: {city.Id}\nname: {city.Name}");
        List(text, "zones", city.Zones, z => $"{{id: {z.Id}, name: {z.Name}, kind: {Lower(z.Kind)}{(z.Kind == ZoneKind.External ? "" : $", networks: [{string.Join(", ", z.Networks)}]")}}}");
        List(text, "assets", city.Assets, a => $"{{id: {a.Id}, zone: {a.Zone}, kind: {Lower(a.Kind)}, addresses: [{string.Join(", ", a.Addresses)}], listens: [{string.Join(", ", a.Ports.Select(p => $"{{name: {p.Name}, protocol: tcp, port: {p.Port}}}"))}]}}");
        List(text, "services", city.Services, s =>
            $"{{id: {s.Id}, name: {s.Name}, citizens: {s.Citizens}, floor: {Number(s.Floor)}, tolerated: {Number(s.Tolerated)}, impact: {{safety: {Number(s.Impact.Safety)}, money: {s.Impact.Money.ToString(CultureInfo.InvariantCulture)}, trust: {s.Impact.Trust}}}, "
            + $"needs: [{string.Join(", ", s.Needs.Select(n => $"{{anyOf: [{string.Join(", ", n.Assets.Select(a => a.Value).Concat(n.Services.Select(x => x.Value)).Distinct())}], atLeast: {Math.Min(n.AtLeast, n.Assets.Distinct().Count() + n.Services.Count)}}}"))}]}}");
        List(text, "accounts", city.Accounts, a =>
            $"{{id: {a.Id}, login: {a.Login}, grants: {{{string.Join(", ", a.Grants.DistinctBy(g => g.Asset).Select(g => $"{g.Asset}: {Lower(g.Privilege)}"))}}}, keptOn: [{string.Join(", ", a.KeptOn.Distinct())}], secondFactor: {(a.SecondFactor ? "true" : "false")}}}");
        List(text, "flows", city.Flows, f => $"{{id: {f.Id}, from: {End(f.From)}, to: {End(f.To)}, port: {(f.Port == 0 ? "any" : f.Port)}, perDay: {Number(f.SessionsPerDay)}{(f.NeededBy.Count > 0 ? $", neededBy: [{string.Join(", ", f.NeededBy)}]" : "")}}}");
        List(text, "exposures", city.Exposures, e => $"{{id: {e.Id}, asset: {e.Asset}, kind: {Hyphened(e.Kind.ToString())}{(e.Port is { } p ? $", port: {p}" : "")}, technique: {e.Technique}, probability: {Number(e.Probability)}, hours: {Number(e.Hours)}, gains: {Lower(e.Gains)}}}");
        List(text, "elements", city.Elements, e => $"{{id: {e.Id}, kind: {Lower(e.Kind)}, asset: {e.Asset}, {(e.Kind == ElementKind.Nginx ? $"fronts: [{string.Join(", ", e.Fronts)}]" : $"guards: [{string.Join(", ", e.Guards)}]")}}}");
        if (city.Protection.Networks.Count > 0) Line(text, $"protected:\n  networks: [{string.Join(", ", city.Protection.Networks)}]");
        return text.ToString();
    }

    private static void List<T>(StringBuilder text, string name, IReadOnlyList<T> items, Func<T, string> print)
    {
        if (items.Count == 0) return;
        Line(text, $"{name}:");
        foreach (var item in items) Line(text, $"  - {print(item)}");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string End(FlowEnd end) => end.ToString()!;

    private static string Lower<T>(T value)
        where T : struct, Enum => Hyphened(value.ToString());

    private static string Hyphened(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
