namespace Ward.Predict.AttackGraphs;

/// <summary>
/// How long a step takes where it succeeds: lognormal, since times to attack are never below nought, mostly short and now and then very long
/// (the same shape is used for repair times in reliability).
/// </summary>
/// <param name="Mean">h, at least 0; 0 where it takes no time of its own.</param>
/// <param name="Spread">Standard deviation of the natural logarithm, at least 0; 0 where it always takes the mean.</param>
public readonly record struct StepHours(double Mean, double Spread)
{
    public static StepHours None { get; } = new(0, 0);

    /// <summary>h; half of the attackers are faster.</summary>
    public double Median => At(0);

    /// <summary>h, for a standard normal deviate.</summary>
    public double At(double normal) => Mean <= 0 ? 0 : Mean * Math.Exp((Spread * normal) - (Spread * Spread / 2));
}
