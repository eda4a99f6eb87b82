using Ward.Detect.Rules;

namespace Ward.Configuration;

/// <summary>Takes changed rules into use while events flow: counts that are the same go on, bad rules are listed and stop no good one. Not thread-safe.</summary>
/// <param name="inForce">What the engine's rules were compiled from.</param>
/// <param name="set">The engine's rules.</param>
public sealed class RuleReload(RuleEngine engine, IReadOnlyList<string> paths, RuleSettings settings, RuleReading inForce, RuleSet set)
{
    private string mark = inForce.Mark();
    private volatile RulesInForce current = new(inForce.Texts, set);

    /// <summary>What is in use now; may be asked for while another looks.</summary>
    public RulesInForce Current => current;

    /// <summary>True where the texts are others than those in force; the new ones are in use from the next event on.</summary>
    public bool Look()
    {
        var read = ShippedContent.Read(paths, settings);
        if (read.Mark() is var now && now == mark) return false;
        var changed = read.Compile();
        engine.Use(changed);
        current = new RulesInForce(read.Texts, changed);
        mark = now;
        return true;
    }
}
