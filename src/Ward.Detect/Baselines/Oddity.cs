namespace Ward.Detect.Baselines;

internal enum OddityState : byte { None, Warming, Repeated, Told }

/// <summary>What is odd about a sign-in, with P of seeing it if all is normal, 0..1.</summary>
internal readonly record struct Oddity(bool NewPlace, bool OddHour, double P, OddityState State)
{
    public static Oddity None { get; }
    public static Oddity Warming { get; } = new(false, false, 1, OddityState.Warming);
    public static Oddity Repeated { get; } = new(false, false, 1, OddityState.Repeated);
}
