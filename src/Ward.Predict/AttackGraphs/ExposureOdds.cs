using Ward.City.Exposures;
using Ward.Standards.Cvss;
using Ward.Standards.Ssvc;

namespace Ward.Predict.AttackGraphs;

/// <summary>
/// Probability that an attacker who tries an exposure succeeds. What the city wrote stands. Else its logit is that of a weakness of which nothing
/// is known, plus a term of each register that speaks of it, each capped so that no single one steers it (design: logit = prior + EPSS + KEV + CVSS).
/// </summary>
internal static class ExposureOdds
{
    public static double Of(Exposure exposure, StepPriors priors)
    {
        if (!exposure.IsEstimated) return exposure.Probability;
        var logit = Logit(exposure.Probability);
        if (exposure.Signals is { } signals)
        {
            if (signals.Epss is { } epss) logit += Capped(priors.EpssWeight * (Logit(epss) - Logit(priors.EpssUsual)), priors);
            if (signals.InKev == true || signals.Exploitation == Exploitation.Active) logit += Capped(priors.ExploitedLogit, priors);
            else if (signals.Exploitation == Exploitation.PublicPoc) logit += Capped(priors.PublishedLogit, priors);
            if (signals.Cvss is { } vector) logit += Capped(Ease(vector, priors), priors);
        }

        return Math.Clamp(1 / (1 + Math.Exp(-logit)), priors.LeastEstimate, priors.MostEstimate);
    }

    /// <summary>What stands in the attacker's way by the vector, and how mature attacks are; reach itself is the graph's.</summary>
    private static double Ease(CvssVector vector, StepPriors priors)
    {
        var hurdles = (vector["AC"] == "H" ? 1.0 : 0) + (vector.Version == CvssVersion.V40 && vector["AT"] == "P" ? 0.5 : 0)
            + (vector["PR"] switch { "L" => 0.5, "H" => 1.5, _ => 0 }) + (vector["UI"] == "N" ? 0 : 1);
        var maturity = (vector.Version, vector["E"]) switch
        {
            (CvssVersion.V40, "A") or (_, "H") => 1.5,
            (_, "F") => 1,
            (_, "P") => 0.5,
            (_, "U") => -1,
            _ => 0,
        };
        return priors.CvssStep * (maturity - hurdles);
    }

    private static double Capped(double term, StepPriors priors) => Math.Clamp(term, -priors.MostOfOneRegister, priors.MostOfOneRegister);

    private static double Logit(double probability)
    {
        var p = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        return Math.Log(p / (1 - p));
    }
}
