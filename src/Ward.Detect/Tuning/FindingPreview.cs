using Ward.Detect.Findings;
using Ward.Detect.Silencing;
using Ward.Standards.Sigma;

namespace Ward.Detect.Tuning;

/// <summary>
/// What filters over findings would have kept quiet of findings that were told. What some detector says depends on all that it saw before, so what it did say
/// is looked at, and it is not asked again.
/// </summary>
/// <param name="Rules">Detectors that the filters name and that spoke, most silenced first.</param>
/// <param name="Silenced">The ids of all findings that they would have kept quiet.</param>
public sealed record FindingPreview(IReadOnlyList<SilencedRule> Rules, IReadOnlySet<FindingId> Silenced)
{
    private const int MostSamples = 5;

    /// <param name="told">Oldest first; of revisions of one the last counts.</param>
    /// <param name="zone">In which local times are told; null for UTC.</param>
    public static FindingPreview Of(IReadOnlyList<SigmaFilter> filters, IEnumerable<Finding> told, TimeZoneInfo? zone = null)
    {
        var asked = new FindingFilters(filters, zone: zone);
        var over = filters.Where(Detectors.AreMeantBy).ToList();
        var silenced = new HashSet<FindingId>();
        var detectors = new Dictionary<string, (string Title, long Spoken, long Quiet, List<Finding> Samples)>(StringComparer.Ordinal);
        foreach (var finding in told.GroupBy(f => f.Id).Select(g => g.MaxBy(f => f.Revision)!))
        {
            if (!over.Exists(f => Detectors.AreNamedBy(f, finding.Detector))) continue;
            var (title, spoken, quiet, samples) = detectors.TryGetValue(finding.Detector, out var known) ? known : (finding.Title, 0L, 0L, []);
            var isQuiet = asked.Silences(finding);
            if (isQuiet) silenced.Add(finding.Id);
            if (isQuiet && samples.Count < MostSamples) samples.Add(finding);
            detectors[finding.Detector] = (title, spoken + 1, quiet + (isQuiet ? 1 : 0), samples);
        }

        return new FindingPreview(
            [.. detectors.Select(d => new SilencedRule(d.Key, d.Value.Title, d.Value.Spoken, d.Value.Quiet, d.Value.Samples)).OrderByDescending(r => r.Silenced).ThenByDescending(r => r.Spoken).ThenBy(r => r.Detector, StringComparer.Ordinal)],
            silenced);
    }
}
