using System.Net;
using Ward.City;
using Ward.City.Zones;
using Ward.Predict;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Pictures;

/// <summary>Makes a picture of a forecast, with or without a plan; a forecast that was kept and read back does.</summary>
public sealed class PictureMaker
{
    private const string Services = "Services";

    /// <summary>Zones from outside to inside.</summary>
    private static readonly ZoneKind[] Inward = [ZoneKind.External, ZoneKind.Perimeter, ZoneKind.Office, ZoneKind.Management, ZoneKind.Data, ZoneKind.Operations];

    private readonly CityModel city;
    private readonly IReadOnlyList<Measure> measures;
    private readonly Dictionary<string, (string Label, string Kind, string Zone, string Note, bool Above)> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string, int?), PictureEdge> edges = [];

    private PictureMaker(CityModel city, IReadOnlyList<Measure> measures) => (this.city, this.measures) = (city, measures);

    /// <param name="measures">Of the plan, in its order; none for a forecast alone.</param>
    /// <param name="most">Most ways drawn, likeliest first, at least 1.</param>
    public static PathPicture Of(CityModel city, Forecast forecast, IReadOnlyList<Measure> measures, int most = 12)
    {
        var maker = new PictureMaker(city, measures);
        List<AttackPath> ways = [.. forecast.Paths.Take(most)];
        foreach (var way in ways) maker.Add(way);
        return maker.Make([.. ways.Select(w => $"{PlainText.Percent(w.Probability)}: {w.Words}.")]);
    }

    private void Add(AttackPath way)
    {
        if (way.Steps.Count == 0) return;
        var from = Place(way.Steps[0].From, "foothold");
        foreach (var step in way.Steps)
        {
            var to = step.To.EndsWith(" stops", StringComparison.Ordinal) ? Place(step.To[..^" stops".Length], "service") : Place(step.To[(step.To.IndexOf(" on ", StringComparison.Ordinal) + 4)..], "asset");
            if (step.To.StartsWith("administrator on ", StringComparison.Ordinal)) nodes[to] = nodes[to] with { Note = "as administrator" };
            var measure = StepCuts.Of(city, step, measures);
            int? cut = measure is null ? null : measures.ToList().IndexOf(measure) + 1;
            var key = (from, to, step.Technique, cut);
            if (from != to && (!edges.TryGetValue(key, out var known) || known.Probability < step.Probability))
                edges[key] = new(from, to, step.Technique, step.Probability, step.Words, cut, measure is not { IsPartial: true });
            from = to;
        }

        if (city.Find(way.Goal) is { } service && nodes.TryGetValue(from, out var goal) && goal.Note.Length == 0)
            nodes[from] = goal with { Note = $"{PlainText.Percent(way.Probability)}, tolerates {PlainText.Percent(service.Tolerated)}", Above = way.Probability > service.Tolerated };
    }

    private string Place(string name, string kind)
    {
        var asset = kind == "service" ? null : city.Assets.FirstOrDefault(a => Sentences.Name(city, a.Id) == name);
        var id = $"{(kind == "service" ? "service" : "place")}:{name}";
        if (nodes.ContainsKey(id)) return id;
        var zone = kind == "service" ? null
            : asset is not null ? city.Find(asset.Zone)
            : IPAddress.TryParse(name, out var address) ? city.ZoneOf(address)
            : city.Zones.FirstOrDefault(z => z.Id.Value == name);
        nodes[id] = (name, kind, kind == "service" ? Services : zone?.Id.Value ?? "", kind == "foothold" ? "the attacker" : "", false);
        return id;
    }

    private PathPicture Make(IReadOnlyList<string> ways)
    {
        var used = nodes.Values.Select(n => n.Zone).ToHashSet(StringComparer.Ordinal);
        List<(string Key, string Title)> columns = [];
        if (used.Contains("")) columns.Add(("", "Unknown"));
        columns.AddRange(city.Zones.Where(z => used.Contains(z.Id.Value)).OrderBy(z => Array.IndexOf(Inward, z.Kind)).Select(z => (z.Id.Value, PlainText.Escape(z.Name.Length > 0 ? z.Name : z.Id.Value))));
        if (used.Contains(Services)) columns.Add((Services, Services));
        var rows = new int[columns.Count];
        var placed = nodes.Select(n =>
        {
            var column = columns.FindIndex(c => c.Key == n.Value.Zone);
            return new PictureNode(n.Key, n.Value.Label, n.Value.Kind, column, rows[column]++, n.Value.Note, n.Value.Above);
        }).ToList();
        return new(
            measures.Count == 0 ? $"Likeliest ways in {city.Name}" : $"Likeliest ways in {city.Name}, and what is cut", [.. columns.Select(c => c.Title)], placed, [.. edges.Values],
            [.. measures.Select(m => Sentences.Upper(Sentences.Of(m, city)))], ways);
    }
}
