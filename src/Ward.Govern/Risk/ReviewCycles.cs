using Ward.Govern.ThreatModel;

namespace Ward.Govern.Risk;

/// <summary>After how many days a risk is to be looked at again, by severity; 1 to 3650 each.</summary>
public sealed record ReviewCycles(int Critical, int High, int Elevated, int Medium, int Low)
{
    public const int Most = 3650;

    public static ReviewCycles Default { get; } = new(7, 30, 90, 180, 365);

    public int Days(Severity severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.High => High,
        Severity.Elevated => Elevated,
        Severity.Medium => Medium,
        Severity.Low => Low,
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "A severity without a review cycle."),
    };
}
