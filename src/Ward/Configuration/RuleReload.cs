using Ward.Detect.Rules;

namespace Ward.Configuration;

/// <summary>Takes changed rules into use while events flow: counts that are the same go on, bad rules are listed and stop no good one. Not thread-safe.</summary>
/// <param name="inForce">What the engine's rules were compiled from.</param>
public sealed class RuleReload(RuleEngine engine, IReadOnlyList<string> paths, RuleSettings settings, RuleReading inForce)
{
    private string mark = inForce.Mark();

    /// <summary>The rules last taken into use by this; null before.</summary>
    public RuleSet? Current { get; private set; }

    /// <summary>True where the texts are others than those in force; the new ones are in use from the next event on.</summary>
    public bool Look()
    {
        var read = ShippedContent.Read(paths, settings);
        if (read.Mark() is var now && now == mark) return false;
        Current = read.Compile();
        engine.Use(Current);
        mark = now;
        return true;
    }
}
