namespace Ward.City.Imports.Observed;

/// <summary>What one address sought: how many different places answered, and how many did not.</summary>
internal sealed class ObservedSource
{
    /// <summary>Fewer refused places than this are mistakes and outages.</summary>
    public const int FewestRefused = 20;

    private DistinctCount answered;
    private DistinctCount refused;

    /// <summary>What of it was counted into flows from outside; taken out again where it turns out to scan.</summary>
    public Dictionary<FlowKey, long>? Outside { get; private set; }

    public int Refused => refused.Value;

    /// <summary>Many places did not answer, and they are at least half of all: who knows where to go is not refused that often.</summary>
    public bool Scans => refused.Value is >= FewestRefused and var count && count >= answered.Value;

    public void Saw(int place, bool hasAnswered)
    {
        if (hasAnswered) answered.Add(place);
        else refused.Add(place);
    }

    public void Count(FlowKey flow)
    {
        const int most = 16;
        Outside ??= [];
        if (Outside.Count < most || Outside.ContainsKey(flow)) Outside[flow] = Outside.GetValueOrDefault(flow) + 1;
    }
}
