using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

/// <summary>Impact by worth, as the kinds use it.</summary>
internal static class Grades
{
    /// <summary>Low; medium where high in any rating; high where highest.</summary>
    public static RiskImpact Three(Sensitivity worth) => worth.IsHighest ? RiskImpact.High : worth.IsHigh ? RiskImpact.Medium : RiskImpact.Low;

    /// <summary>Low; medium where high in any rating.</summary>
    public static RiskImpact LowOrMedium(Sensitivity worth) => worth.IsHigh ? RiskImpact.Medium : RiskImpact.Low;

    /// <summary>The higher one where the highest in any rating.</summary>
    public static RiskImpact ByHighest(Sensitivity worth, RiskImpact otherwise) => worth.IsHighest ? otherwise + 1 : otherwise;

    /// <summary>The higher one where strictly confidential or mission-critical in integrity; availability does not count.</summary>
    public static RiskImpact BySecretOrTrue(Sensitivity worth, RiskImpact otherwise) => worth.IsMostSecretOrTrue ? otherwise + 1 : otherwise;

    /// <summary>The less likely one for development and operations.</summary>
    public static Likelihood ByUsage(Link link, Likelihood business, Likelihood devOps) => link.DevOps is true ? devOps : business;
}
