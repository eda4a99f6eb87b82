namespace Ward.Detect.Risk;

/// <summary>What the risk book holds and did since it was made.</summary>
/// <param name="Entities">Entities remembered now.</param>
/// <param name="Told">Findings of its own.</param>
/// <param name="Evicted">Entities given up before their risk had faded, for lack of room.</param>
/// <param name="Merged">Reasons that lost their name for lack of room; their points went on counting.</param>
public sealed record RiskCounts(int Entities, long Told, long Evicted, long Merged)
{
    public static RiskCounts None { get; } = new(0, 0, 0, 0);
}
