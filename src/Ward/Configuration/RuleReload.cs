using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Configuration;

/// <summary>
/// Takes changed rules into use while events flow: counts that are the same go on, bad rules are listed and stop no good one. What cannot be read now,
/// and a file in which something is wrong that was not before, stays as it was while Ward runs: a half-copied archive or a slip of the pen takes
/// no protection away. Not thread-safe.
/// </summary>
/// <param name="inForce">What the engine's rules were compiled from.</param>
/// <param name="set">The engine's rules.</param>
public sealed class RuleReload(RuleEngine engine, IReadOnlyList<string> paths, RuleSettings settings, RuleReading inForce, RuleSet set, TimeProvider time)
{
    /// <summary>So often the texts are compared though nothing seems touched: a clock set back, or two changes within one tick of a file system's clock.</summary>
    private const int ReadAnyway = 20;

    private string mark = inForce.Mark();
    private volatile RulesInForce current = new(inForce.Texts, set);
    private readonly HashSet<string> held = new(StringComparer.Ordinal);
    private string stamp = "";
    private int untouched;

    /// <summary>What is in use now; may be asked for while another looks.</summary>
    public RulesInForce Current => current;

    /// <summary>True where the texts are others than those in force, or a filter's last day is over; what is new is in use from the next event on.</summary>
    public bool Look()
    {
        // Before they are read: what changes meanwhile is seen the next time.
        var touched = ShippedContent.Stamp(paths, settings);
        var day = RuleReading.Today(time);
        var isOver = current.Set.Filters.Any(f => f.Header.Until < day);
        if (!isOver && touched == stamp && ++untouched < ReadAnyway) return false;
        untouched = 0;
        var read = ShippedContent.Read(paths, settings, day).Keeping(current.Texts);
        stamp = touched;
        if (read.Mark() is var now && now == mark && !isOver) return false;
        var changed = read.Compile();
        if (Worse(read, changed) is { Count: > 0 } good)
        {
            read = read.Holding(good, changed.Errors.Where(e => good.ContainsKey(e.File)).Select(e => e with { Found = $"{e.Found}; the file stays in force as it was before" }));
            changed = read.Compile();
        }

        engine.Use(changed);
        current = new RulesInForce(read.Texts, changed);
        mark = now;
        return true;
    }

    // What lies in other files or in the day: a filter that is over is to be over.
    private static bool IsOfText(SigmaError error) => error.Fault is not (SigmaFault.Filter or SigmaFault.Duplicate or SigmaFault.Reference);

    /// <summary>By name, the good text of every file that was changed and has errors now; it is the one in force, with no error or held already.</summary>
    private Dictionary<string, RuleFile> Worse(RuleReading read, RuleSet changed)
    {
        var before = current.Texts.Files.Concat(current.Texts.Pipelines).DistinctBy(f => f.Name).ToDictionary(f => f.Name, StringComparer.Ordinal);
        var bad = current.Set.Errors.Select(e => e.File).ToHashSet(StringComparer.Ordinal);
        var texts = read.Texts.Files.Concat(read.Texts.Pipelines).DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.Text, StringComparer.Ordinal);
        var good = changed.Errors.Where(IsOfText).Select(e => e.File).Distinct(StringComparer.Ordinal)
            .Where(name => before.TryGetValue(name, out var known) && texts.TryGetValue(name, out var text) && text != known.Text && (held.Contains(name) || !bad.Contains(name)))
            .ToDictionary(name => name, name => before[name], StringComparer.Ordinal);
        held.Clear();
        held.UnionWith(good.Keys);
        return good;
    }
}
