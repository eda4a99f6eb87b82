using System.Globalization;
using Ward.City.Services;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

internal static class ServiceReader
{
    public static IReadOnlyList<Service> Read(CityDraft draft)
    {
        var services = new List<Service>();
        foreach (var (id, fields) in draft.Services.Entries)
        {
            services.Add(new Service(
                new ServiceId(id),
                fields["name"].TextOrNull() ?? id,
                [.. fields["needs"].Items("a list of what the service needs").Select(n => ReadNeed(draft, n))],
                fields["citizens"].Whole(0, 10_000_000_000),
                ReadImpact(fields["impact"]),
                fields["floor"].Number(0, 1, 0, "a share from 0 to 1"),
                fields["tolerated"].ParsedOr<double>(0.05, "a probability between 0 and 1, neither included", TryProbability),
                fields["fallback"].TextOrNull("how people carry on without the service"),
                ReadProbe(fields["probe"])));
            fields.Close();
        }

        ServiceCycles.Report(draft, services);
        ServiceFloors.Report(draft, services);
        return services;
    }

    private static Need ReadNeed(CityDraft draft, YamlField field)
    {
        if (!field.IsMapping) return NeedOf(draft, [Refer(draft, field)], 1);
        var fields = field.MappingOrNull()!;
        var alternatives = fields["anyOf"].Items("a list of assets and services").Select(a => Refer(draft, a)).ToList();
        var distinct = alternatives.Distinct(StringComparer.Ordinal).ToList();
        if (alternatives.Count == 0) fields["anyOf"].Wrong("a list of assets and services");
        if (distinct.Count < alternatives.Count && !distinct.Contains("")) fields["anyOf"].Wrong("each alternative once");
        var atLeast = fields["atLeast"].Whole(1, long.MaxValue, 1);
        if (atLeast > distinct.Count)
            draft.Problems.Add(fields.LineOf("atLeast"), $"{fields.Path}.atLeast",
                $"at most {distinct.Count.ToString(CultureInfo.InvariantCulture)}, the number of alternatives", atLeast.ToString(CultureInfo.InvariantCulture));
        fields.Close();
        return NeedOf(draft, distinct, (int)Math.Min(atLeast, Math.Max(1, distinct.Count)));
    }

    private static string Refer(CityDraft draft, YamlField field)
    {
        if (field.Peek is { } id && (draft.Assets.Has(id) || draft.Services.Has(id))) return id;
        var known = draft.Assets.Ids.Concat(draft.Services.Ids).ToList();
        field.Wrong($"the id of an asset or a service{Section.Known(known, known.Count)}, or {{anyOf, atLeast}}", known);
        return "";
    }

    private static Need NeedOf(CityDraft draft, IReadOnlyList<string> ids, int atLeast) => new(
        [.. ids.Where(draft.Assets.Has).Select(id => new AssetId(id))],
        [.. ids.Where(draft.Services.Has).Select(id => new ServiceId(id))],
        atLeast);

    private static Impact.Impact ReadImpact(YamlField field)
    {
        if (field.MappingOrNull() is not { } fields) return new Impact.Impact(0, 0, 0);
        var impact = new Impact.Impact(
            fields["safety"].Number(0, 1e9, 0),
            (decimal)fields["money"].Number(0, 1e15, 0),
            (int)fields["trust"].Whole(0, 10, 0));
        fields.Close();
        return impact;
    }

    private static Probe? ReadProbe(YamlField field) =>
        field.ParsedOr<Probe?>(null, "an address to probe: tcp://host:port, http://… or https://…", static (string text, out Probe? probe) =>
        {
            var good = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0 && url.UserInfo.Length == 0
                && (url.Scheme is "http" or "https" || (url.Scheme == "tcp" && url.Port > 0));
            probe = good ? new Probe(url!) : null;
            return good;
        });

    private static bool TryProbability(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is > 0 and < 1;
}
