namespace Ward.Detect.Hunts;

/// <summary>How far a hunt is.</summary>
/// <param name="Done">Events looked at.</param>
/// <param name="Total">Events to look at.</param>
/// <param name="At">Time of the event looked at last, UTC; null before the first.</param>
/// <param name="Findings">So far.</param>
/// <param name="WithoutSource">Events looked at of which the store does not know the log source: rules that ask for one are blind to them.</param>
/// <param name="Errors">Events at which an analytic failed; what it would have said of them is not heard.</param>
public sealed record HuntProgress(long Done, long Total, DateTimeOffset? At, long Findings, long WithoutSource, long Errors)
{
    public static HuntProgress None { get; } = new(0, 0, null, 0, 0, 0);
}
