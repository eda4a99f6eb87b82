using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Rules;

/// <summary>Which rules look at events of a log source: one comparison of references for the sources seen last. Not thread-safe.</summary>
internal sealed class LogSourceRouter(IReadOnlyList<CompiledRule> rules)
{
    /// <summary>Log sources may come from hostile lines, so what is remembered of them is bounded.</summary>
    private const int MaxRemembered = 1024;

    private readonly Dictionary<LogSource, CompiledRule[]> bySource = [];
    private readonly (LogSource? Source, CompiledRule[] Rules)[] recent = new (LogSource?, CompiledRule[])[8];
    private int next;

    internal CompiledRule[] RulesFor(LogSource source)
    {
        foreach (var (known, eligible) in recent)
            if (ReferenceEquals(known, source)) return eligible;

        return Remember(source);
    }

    // Apart from the above, for what this allocates.
    private CompiledRule[] Remember(LogSource source)
    {
        if (!bySource.TryGetValue(source, out var found))
        {
            if (bySource.Count == MaxRemembered) bySource.Clear();
            bySource[source] = found = Eligible(source);
        }

        recent[next] = (source, found);
        next = (next + 1) % recent.Length;
        return found;
    }

    private CompiledRule[] Eligible(LogSource source) => [.. rules.Where(r => r.LooksAt(source))];
}
