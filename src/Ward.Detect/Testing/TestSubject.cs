using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Testing;

/// <summary>A rule or correlation with all that it looks at, apart from every other: how many findings it makes of some events.</summary>
public sealed class TestSubject
{
    private readonly RuleSet set;

    private TestSubject(RuleSet set, SigmaHeader header) => (this.set, Header) = (set, header);

    public SigmaHeader Header { get; }

    /// <summary>The detection rules that take part: itself, or those that the correlation looks at, directly or through others.</summary>
    public IReadOnlyList<SigmaRule> Rules => set.Rules;

    /// <summary>The correlation; null where it is a detection rule.</summary>
    public SigmaCorrelation? Correlation => set.Correlations.FirstOrDefault(c => c.Header.Key == Header.Key);

    /// <summary>The rules and correlations that take part.</summary>
    public RuleSet Set => set;

    /// <summary>By id or name, else by a title that only one has, in whatever case; null where there is none.</summary>
    public static TestSubject? Find(RuleSet all, string called)
    {
        var found = all.Headers.FirstOrDefault(h => h.IsCalled(called));
        if (found is null && all.Headers.Where(h => h.Title.Equals(called, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var only]) found = only;
        return found is null ? null : new TestSubject(all.Only(found.Key), found);
    }

    /// <summary>Its findings, each once in its last revision, after all events and a silence in which whatever waits is judged.</summary>
    public IReadOnlyList<Finding> Run(IReadOnlyList<Event> events) => [.. RuleRun.Findings(set, events, out _).Where(f => f.Detector == Header.Key)];
}
