namespace Ward.Detect.Rules;

/// <summary>What the rules of a live watch cost, by a sample of its events, since they were taken into use.</summary>
/// <param name="Events">Events of the sample.</param>
/// <param name="Rules">Those whose condition was evaluated, dearest first.</param>
public sealed record LiveCosts(long Events, IReadOnlyList<LiveCost> Rules)
{
    /// <summary>All conditions together.</summary>
    public TimeSpan Time => new(Rules.Sum(r => r.Time.Ticks));
}
