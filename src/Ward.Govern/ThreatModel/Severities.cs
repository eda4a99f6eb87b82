namespace Ward.Govern.ThreatModel;

/// <summary>Severity out of likelihood and impact (Threagile's matrix: the product of the weights).</summary>
public static class Severities
{
    public static Severity Of(Likelihood likelihood, RiskImpact impact) => ((int)likelihood * (int)impact) switch
    {
        <= 1 => Severity.Low,
        <= 3 => Severity.Medium,
        <= 8 => Severity.Elevated,
        <= 12 => Severity.High,
        _ => Severity.Critical,
    };
}
