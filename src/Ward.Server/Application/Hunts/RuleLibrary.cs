using Ward.Detect.Rules;
using Ward.Detect.Silencing;
using Ward.Server.Application.Tuning;
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
        var filters = rules.Filters.Where(f => !Detectors.AreMeantBy(f)).Where(f => f.Rules.Count == 0 || f.Rules.Any(name => needed.Any(h => h.IsCalled(name)))).Select(f => f.Header);
        var names = needed.Concat(filters).Select(h => h.File).ToHashSet(StringComparer.Ordinal);
        return (MadeOver([.. texts.Files.Where(f => names.Contains(f.Name)).DistinctBy(f => f.Name)]), [.. speakers.Select(h => h.Key)], header.Title);
    }

    /// <summary>
    /// The rules that filters over events touch, and what counts these, without the filters and with them. A filter in force that has the key of one of them gives way to it.
    /// </summary>
    /// <param name="text">The filters' own text.</param>
    /// <param name="only">Detectors that the filters can silence.</param>
    /// <returns>What is wrong with the filters, or null.</returns>
    public string? With(IReadOnlyList<SigmaFilter> filters, string text, out RuleTexts without, out RuleSet with, out IReadOnlySet<string> only)
    {
        var touched = rules.Rules.Where(r => filters.Any(f => !Detectors.AreMeantBy(f) && (f.Rules.Count == 0 || f.Rules.Any(r.Header.IsCalled)))).Select(r => r.Header.Key);
        var (files, speakers) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var picked in touched.Select(Pick).OfType<(RuleTexts Texts, IReadOnlyList<string> Only, string Title)>())
        {
            files.UnionWith(picked.Texts.Files.Select(f => f.Name));
            speakers.UnionWith(picked.Only);
        }

        only = speakers;
        var replaced = rules.Filters.Where(f => filters.Any(n => n.Header.Key == f.Header.Key)).Select(f => f.Header.File).ToHashSet(StringComparer.Ordinal);
        var kept = texts.Files.Where(f => files.Contains(f.Name) && !replaced.Contains(f.Name)).DistinctBy(f => f.Name).ToList();
        without = MadeOver(kept);
        with = MadeOver([.. kept, new RuleFile(FilterText.File, text)]).Compile();
        var errors = with.Errors.Where(e => e.File == FilterText.File).ToList();
        return errors.Count > 0 ? string.Join("; ", errors.Take(5)) : speakers.Count == 0 && !filters.Any(Detectors.AreMeantBy) ? "The filter touches no rule that is in force." : null;
    }

    private IEnumerable<SigmaHeader> Counted(SigmaCorrelation correlation) => rules.Headers.Where(h => Counts(correlation, h));

    private static bool Counts(SigmaCorrelation correlation, SigmaHeader header) => correlation.Rules.Any(header.IsCalled);
}
