using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Server.Application.Hunts;

/// <summary>The rules of the live watch with their files, so that one of them can be hunted with. Immutable.</summary>
internal sealed class RuleLibrary(RuleTexts texts, RuleSet rules)
{
    public RuleSet Rules => rules;

    /// <summary>Files made over as those of the live watch are.</summary>
    public RuleTexts MadeOver(IReadOnlyList<RuleFile> files) => texts with { Files = files };

    /// <summary>
    /// The texts that the detector needs, filters included, and who may speak of them: the detector itself and, where it is only counted, the
    /// correlations that count it.
    /// Null where there is no such detector.
    /// </summary>
    public (RuleTexts Texts, IReadOnlyList<string> Only, string Title)? Pick(string key)
    {
        var header = rules.Headers.FirstOrDefault(h => h.Key == key);
        if (header is null) return null;
        var speakers = new List<SigmaHeader> { header };
        for (var i = 0; i < speakers.Count; i++)
            speakers.AddRange(rules.Correlations.Where(c => !c.Generate && Counts(c, speakers[i])).Select(c => c.Header).Except(speakers));
        var needed = new List<SigmaHeader>(speakers);
        for (var i = 0; i < needed.Count; i++)
            needed.AddRange(rules.Correlations.Where(c => c.Header == needed[i]).SelectMany(Counted).Except(needed).ToList());
        var filters = rules.Filters.Where(f => f.Rules.Count == 0 || f.Rules.Any(name => needed.Any(h => h.IsCalled(name)))).Select(f => f.Header);
        var names = needed.Concat(filters).Select(h => h.File).ToHashSet(StringComparer.Ordinal);
        return (MadeOver([.. texts.Files.Where(f => names.Contains(f.Name)).DistinctBy(f => f.Name)]), [.. speakers.Select(h => h.Key)], header.Title);
    }

    private IEnumerable<SigmaHeader> Counted(SigmaCorrelation correlation) => rules.Headers.Where(h => Counts(correlation, h));

    private static bool Counts(SigmaCorrelation correlation, SigmaHeader header) => correlation.Rules.Any(header.IsCalled);
}
