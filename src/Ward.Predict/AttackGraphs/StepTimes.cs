using Ward.City.Exposures;

namespace Ward.Predict.AttackGraphs;

/// <summary>How long each step takes: what the city wrote of the weakness, else the estimates of <see cref="StepPriors"/>; an entry by technique goes before both.</summary>
public static class StepTimes
{
    public static StepHours Of(AttackGraph graph, in EdgeFacts edge)
    {
        var priors = graph.Priors;
        var exposure = edge.Exposure >= 0 ? graph.City.Exposures[edge.Exposure] : null;
        return edge.Kind switch
        {
            // A credential is taken and used in one go: the sign-in that follows has the time of both.
            StepKind.Includes or StepKind.Move or StepKind.TakeCredential or StepKind.Depend or StepKind.Join => StepHours.None,
            StepKind.Guess => Of(priors, exposure, priors.GuessHours, priors.GuessSpread),
            StepKind.Exploit => Of(priors, exposure, priors.UnknownWeaknessHours, priors.WeaknessSpread),
            StepKind.Escalate when exposure is not null => Of(priors, exposure, 0, priors.WeaknessSpread),
            StepKind.SignIn or StepKind.Escalate => new(priors.SignInHours, priors.SignInSpread),
            StepKind.Impact => new(priors.ImpactHours, priors.ImpactSpread),
            _ => throw new InvalidOperationException($"unknown step {edge.Kind}"),
        };
    }

    /// <summary>Every estimate with what it rests on, for people to see and to replace.</summary>
    public static IReadOnlyList<DurationEstimate> Table(StepPriors priors) =>
    [
        new("sign in with a valid account, taking it included", new(priors.SignInHours, priors.SignInSpread),
            "CrowdStrike Global Threat Report 2026: 29 minutes on average from a first host to the next in 2025 (48 in 2024, 98 in 2021), the fastest 27 seconds: a factor of 64, the far end of a spread of 1.3 among some hundreds"),
        new("guess a password", new(priors.GuessHours, priors.GuessSpread), "own estimate: some thousand tries at a pace that no lock-out notices"),
        new("use a weakness that nobody has listed", new(priors.UnknownWeaknessHours, priors.WeaknessSpread), "own estimate: finding one takes days where it is found at all"),
        new("use a weakness that the city lists", new(double.NaN, priors.WeaknessSpread), "its hours stand in the city's file; the spread is an own estimate"),
        new("stop a service from an asset that it needs", new(priors.ImpactHours, priors.ImpactSpread),
            "own estimate for whoever means harm; Mandiant's red teams need 5 to 7 days for a whole objective (M-Trends 2024), intruders were in for 14 days at the median before they were found (M-Trends 2026)"),
        .. priors.ByTechnique.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new DurationEstimate(t.Key, t.Value, "set by whoever asks")),
    ];

    private static StepHours Of(StepPriors priors, Exposure? exposure, double hours, double spread) => exposure is null
        ? new(hours, spread)
        : priors.ByTechnique.TryGetValue(exposure.Technique, out var own) ? own : new(exposure.Hours, spread);
}
