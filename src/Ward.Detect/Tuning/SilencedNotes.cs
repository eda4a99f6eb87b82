using Ward.Detect.Findings;
using Ward.Detect.Hunts;

namespace Ward.Detect.Tuning;

/// <summary>Keeps what a preview finds in memory: counts and ids of all, samples of each rule.</summary>
internal sealed class SilencedNotes : IHuntNotes
{
    private const int MostSamples = 5;
    private readonly Dictionary<string, (string Title, long Times, List<Finding> Samples)> rules = new(StringComparer.Ordinal);

    public HashSet<FindingId> Ids { get; } = [];

    public ValueTask Save(HuntCheckpoint checkpoint, IReadOnlyList<Finding> since, CancellationToken stop)
    {
        foreach (var finding in since)
        {
            Ids.Add(finding.Id);
            var (title, times, samples) = rules.TryGetValue(finding.Detector, out var known) ? known : (finding.Title, 0L, []);
            if (samples.Count < MostSamples) samples.Add(finding);
            rules[finding.Detector] = (title, times + 1, samples);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Most silenced first; rules that spoke and lost nothing among them.</summary>
    /// <param name="titles">Of every detector that can speak.</param>
    public IReadOnlyList<SilencedRule> Rules(IReadOnlyDictionary<string, long> spoken, Func<string, string> titles) =>
    [
        .. spoken.Select(s => rules.TryGetValue(s.Key, out var r) ? new SilencedRule(s.Key, r.Title, s.Value, r.Times, r.Samples) : new SilencedRule(s.Key, titles(s.Key), s.Value, 0, []))
            .OrderByDescending(r => r.Silenced).ThenByDescending(r => r.Spoken).ThenBy(r => r.Detector, StringComparer.Ordinal),
    ];
}
