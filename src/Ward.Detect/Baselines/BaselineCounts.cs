namespace Ward.Detect.Baselines;

/// <summary>What a baseline counted since it was made.</summary>
/// <param name="Observed">Events that it judged.</param>
/// <param name="Unreadable">Events of its kind without an account or a readable address.</param>
/// <param name="Warming">Successes of accounts without enough history to judge.</param>
/// <param name="Repeated">Oddities not told because the entity had just alarmed.</param>
/// <param name="WrongClock">Events judged by their time of receipt.</param>
/// <param name="Evicted">Entities forgotten to make room.</param>
/// <param name="Withheld">Alarms beyond the day's budget.</param>
public sealed record BaselineCounts(long Observed, long Unreadable, long Warming, long Repeated, long WrongClock, long Evicted, long Withheld)
{
    public static BaselineCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);
}
