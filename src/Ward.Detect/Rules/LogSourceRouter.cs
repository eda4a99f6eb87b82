using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Rules;

/// <summary>
/// Which rules look at events of a log source: one comparison of references for the sources seen last. What finds them is built when
/// the first event of a source comes, and shared by sources that the same rules look at in the same way. Not thread-safe.
/// </summary>
internal sealed class LogSourceRouter(RuleSet set)
{
    /// <summary>Log sources may come from hostile lines, so what is remembered of them is bounded.</summary>
    private const int MaxRemembered = 1024;

    private readonly Dictionary<LogSource, SourceRules> bySource = [];
    private readonly Dictionary<string, SourceRules> byContent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldResolver> resolvers = new(StringComparer.Ordinal);
    private readonly (LogSource? Source, SourceRules Rules)[] recent = new (LogSource?, SourceRules)[8];
    private int next;

    internal SourceRules RulesFor(LogSource source)
    {
        foreach (var (known, eligible) in recent)
            if (ReferenceEquals(known, source)) return eligible;

        return Remember(source);
    }

    // Apart from the above, for what this allocates.
    private SourceRules Remember(LogSource source)
    {
        if (!bySource.TryGetValue(source, out var found))
        {
            if (bySource.Count == MaxRemembered)
            {
                bySource.Clear();
                byContent.Clear();
            }

            bySource[source] = found = Build(source);
        }

        recent[next] = (source, found);
        next = (next + 1) % recent.Length;
        return found;
    }

    private SourceRules Build(LogSource source)
    {
        var eligible = Enumerable.Range(0, set.Compiled.Count).Where(i => set.Compiled[i].LooksAt(source)).ToArray();
        var names = Names(source);
        var content = $"{Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(eligible.AsSpan())))} {names}";
        if (byContent.TryGetValue(content, out var known)) return known;
        if (!resolvers.TryGetValue(names, out var resolver)) resolvers[names] = resolver = new FieldResolver(set.Fields, source);
        return byContent[content] = new SourceRules([.. eligible.Select(i => set.Compiled[i])], resolver);
    }

    /// <summary>Tells log sources apart in which some name means something of its own.</summary>
    private string Names(LogSource source) => string.Join(' ', set.Fields.Names
        .Where(name => FieldNames.TryFindPath(name, source, out var here) && !(FieldNames.TryFindPath(name, out var everywhere) && here == everywhere))
        .Select(name => $"{name}={(FieldNames.TryFindPath(name, source, out var here) ? here : "")}"));
}
