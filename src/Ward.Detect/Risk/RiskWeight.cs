using Ward.Detect.Findings;

namespace Ward.Detect.Risk;

/// <summary>What one finding adds to the risk of an entity that it names, in points, before repetition and age.</summary>
internal static class RiskWeight
{
    /// <summary>
    /// How the n-th repeat of one detector falls off: w / n^1.5, whose sum is bounded by 2.612 w however often it speaks with one weight (Riemann zeta of 1.5, the weights
    /// that Elastic Security's entity risk scoring ranks alerts by).
    /// </summary>
    private const double Repetition = 1.5;

    /// <summary>Level times meaning times how much the detector trusts itself; above 0.</summary>
    public static double Of(Finding finding) => Level(finding.Severity) * Of(finding.Meaning) * Math.Clamp(finding.Confidence, 0.1, 1);

    /// <param name="before">How many came before it, faded like the points: 0 for the first.</param>
    public static double Repeated(double weight, double before) => weight / Math.Pow(1 + before, Repetition);

    private static double Level(Severity severity) => severity switch
    {
        Severity.Informational => 2,
        Severity.Low => 10,
        Severity.Medium => 25,
        Severity.High => 50,
        Severity.Critical => 90,
        _ => throw new InvalidOperationException($"Unknown severity {severity}."),
    };

    private static double Of(Meaning meaning) => meaning switch
    {
        Meaning.Unusual => 0.6,
        Meaning.Reconnaissance => 0.8,
        Meaning.Attempt => 1,
        Meaning.Activity => 1.5,
        Meaning.Compromise => 2,
        _ => throw new InvalidOperationException($"Unknown meaning {meaning}."),
    };
}
