using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Detect.Testing;

/// <summary>Rules over some events and a silence behind them, by an engine of their own.</summary>
public static class RuleRun
{
    /// <summary>Beyond the longest timespan, 366 days, and every lateness: whatever waits has been judged by then.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromDays(400);

    /// <summary>The findings, each once in its last revision.</summary>
    /// <param name="events">Each is looked at before the next is asked for.</param>
    /// <param name="looked">How many events there were.</param>
    public static IReadOnlyList<Finding> Findings(RuleSet rules, IEnumerable<Event> events, out long looked)
    {
        var engine = new RuleEngine(rules);
        var findings = new List<Finding>();
        var last = DateTimeOffset.MinValue;
        looked = 0;
        foreach (var e in events)
        {
            engine.Evaluate(e, findings);
            looked++;
            if (e.Received > last) last = e.Received;
        }

        if (looked > 0 && engine.Waits) engine.Pass(last + Long, findings);
        return [.. findings.GroupBy(f => f.Id).Select(g => g.MaxBy(f => f.Revision)!)];
    }
}
