using Ward.Govern.ThreatModel.Systems;
using Ward.Standards.Otm;
using Ward.Standards.Threagile;

namespace Ward.Govern.ThreatModel.Makers;

/// <summary>
/// An Open Threat Model as the kinds of risk look at it: zones as network boundaries, components with the technologies that their type or tags name in Threagile's
/// words, flows as links. What data there are, how callers authenticate and what anything is worth, it does not say in a way that can be compared.
/// </summary>
public static class OtmMaker
{
    // A zone that is trusted no more than this is nobody's own.
    private const double Foreign = 10;

    public static SystemModel Of(OtmModel model)
    {
        var foreign = model.Zones.Where(z => z.Trust <= Foreign).Select(z => z.Id).ToHashSet(StringComparer.Ordinal);
        var inZone = model.Components.ToLookup(c => c.Zone ?? "", StringComparer.Ordinal);
        var parts = model.Components.Select(c => new TechnicalAsset(c.Id, c.Name, AssetType.Process)
        {
            Technologies = Named([c.Type, .. c.Tags]), Internet = foreign.Contains(c.Zone ?? ""), OutOfScope = foreign.Contains(c.Zone ?? ""), Tags = c.Tags,
        }).ToList();
        var known = parts.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        // A flow may begin or end at a zone: then somebody in it, of whom nothing else is said, stands for it.
        parts.AddRange(model.Zones.Where(z => model.Flows.Any(f => f.Source == z.Id || f.Destination == z.Id) && known.Add(z.Id))
            .Select(z => new TechnicalAsset(z.Id, $"Somebody in {z.Name}", AssetType.ExternalEntity) { Internet = foreign.Contains(z.Id), OutOfScope = foreign.Contains(z.Id) }));
        var links = model.Flows.Where(f => known.Contains(f.Source) && known.Contains(f.Destination)).SelectMany(f => f.Bidirectional
            ? [Call(f, f.Id, f.Source, f.Destination), Call(f, f.Id + " back", f.Destination, f.Source)]
            : (Link[])[Call(f, f.Id, f.Source, f.Destination)]).DistinctBy(l => l.Id);
        var boundaries = model.Zones.Where(z => !foreign.Contains(z.Id)).Select(z => new Boundary(
            z.Id, z.Name, BoundaryType.OnPremises, [.. inZone[z.Id].Select(c => c.Id), .. parts.Where(p => p.Id == z.Id).Select(p => p.Id)], [.. model.Zones.Where(n => n.Parent == z.Id && !foreign.Contains(n.Id)).Select(n => n.Id)])).ToList();
        return new SystemModel(model.Name, Facts.Roles | Facts.Protocols | Facts.Boundaries, [], parts, [.. links], Unwound(boundaries), []);
    }

    private static Link Call(OtmFlow flow, string id, string source, string target) => new(id, flow.Name.Length > 0 ? flow.Name : id, source, target)
    {
        Protocol = flow.Tags.Select(t => ThreagileWords.Protocols.GetValueOrDefault(t)).FirstOrDefault(p => p is not null),
    };

    private static List<string>? Named(IEnumerable<string> words) =>
        words.Select(w => ThreagileWords.Technologies.GetValueOrDefault(w)).OfType<string>().Distinct().ToList() is { Count: > 0 } named ? named : null;

    // The reader lets zones be each other's parents; a boundary round itself holds nothing back and is taken as not nested.
    private static List<Boundary> Unwound(List<Boundary> boundaries)
    {
        var parent = boundaries.SelectMany(b => b.Nested.Select(n => (Inner: n, Outer: b.Id))).DistinctBy(p => p.Inner).ToDictionary(p => p.Inner, p => p.Outer, StringComparer.Ordinal);
        return [.. boundaries.Select(b => b with { Nested = [.. b.Nested.Where(n => parent[n] == b.Id && !Circles(n)).Distinct()] })];

        bool Circles(string zone)
        {
            var at = zone;
            for (var step = 0; step <= parent.Count; step++)
                if (!parent.TryGetValue(at, out at!)) return false;
            return true;
        }
    }
}
