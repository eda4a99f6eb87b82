using Ward.Detect.Rules;

namespace Ward.Configuration;

/// <summary>Takes changed rules into use while events flow: counts that are the same go on, bad rules are listed and stop no good one. Not thread-safe.</summary>
/// <param name="inForce">What the engine's rules were compiled from.</param>
/// <param name="set">The engine's rules.</param>
public sealed class RuleReload(RuleEngine engine, IReadOnlyList<string> paths, RuleSettings settings, RuleReading inForce, RuleSet set, TimeProvider time)
{
    /// <summary>So often the texts are compared though nothing seems touched: a clock set back, or two changes within one tick of a file system's clock.</summary>
    private const int ReadAnyway = 20;

    private string mark = inForce.Mark();
    private volatile RulesInForce current = new(inForce.Texts, set);
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
        var read = ShippedContent.Read(paths, settings, day);
        stamp = touched;
        if (read.Mark() is var now && now == mark && !isOver) return false;
        var changed = read.Compile();
        engine.Use(changed);
        current = new RulesInForce(read.Texts, changed);
        mark = now;
        return true;
    }
}
