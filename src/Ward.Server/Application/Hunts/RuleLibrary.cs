using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Server.Application.Hunts;

/// <summary>The rules of the live watch with their files, so that one of them can be hunted with. Immutable.</summary>
internal sealed class RuleLibrary(IReadOnlyList<HuntFile> files, RuleSet rules)
{
    private readonly Dictionary<string, HuntFile> byName = files.DistinctBy(f => f.Name).ToDictionary(f => f.Name, StringComparer.Ordinal);

    public RuleSet Rules => rules;

    /// <summary>
    /// The files that the detector needs, and who may speak of them: the detector itself and, where it is only counted, the correlations that count it.
    /// Null where there is no such detector.
    /// </summary>
    public (IReadOnlyList<HuntFile> Files, IReadOnlyList<string> Only, string Title)? Pick(string key)
    {
        var header = rules.Rules.Select(r => r.Header).Concat(rules.Correlations.Select(c => c.Header)).FirstOrDefault(h => h.Key == key);
        if (header is null) return null;
        var speakers = new List<SigmaHeader> { header };
        for (var i = 0; i < speakers.Count; i++)
            speakers.AddRange(rules.Correlations.Where(c => !c.Generate && Counts(c, speakers[i])).Select(c => c.Header).Except(speakers));
        var needed = new List<SigmaHeader>(speakers);
        for (var i = 0; i < needed.Count; i++)
            needed.AddRange(rules.Correlations.Where(c => c.Header == needed[i]).SelectMany(Counted).Except(needed).ToList());
        return ([.. needed.Select(h => h.File).Distinct().Where(byName.ContainsKey).Select(f => byName[f])], [.. speakers.Select(h => h.Key)], header.Title);
    }

    private IEnumerable<SigmaHeader> Counted(SigmaCorrelation correlation) =>
        rules.Rules.Select(r => r.Header).Concat(rules.Correlations.Select(c => c.Header)).Where(h => Counts(correlation, h));

    private static bool Counts(SigmaCorrelation correlation, SigmaHeader header) =>
        correlation.Rules.Any(name => name.Length > 0 && (name == header.Id || name == header.Name));
}
