using Ward.Detect.Findings;

namespace Ward.Predict.Evidence;

/// <summary>
/// How findings become probabilities: logit(belief) = logit(prior) + the sum, over families of evidence, of that family's
/// log-likelihood ratios. Within a family the strongest counts fully and each further one half of the one before
/// (they are not independent); a family never adds more than <see cref="FamilyCap"/>, and the whole never exceeds
/// <see cref="Ceiling"/>, so no single feed can steer the result beyond a bound. What clears counts the other way, by the same rules.
/// Evidence fades: its ratio halves in every half-life.
/// </summary>
internal static class Belief
{
    /// <summary>That an address named by a finding is an attacker's, before the finding is weighed.</summary>
    public const double SourcePrior = 0.1;

    /// <summary>That an asset named by a finding is held.</summary>
    public const double HostPrior = 0.05;

    /// <summary>Most that one family adds: with it alone a source is believed at most 0.98, a host 0.95.</summary>
    public const double FamilyCap = 6;

    /// <summary>Most that attempts add to the logit of a step against the host that is being tried.</summary>
    public const double StepCap = 3.5;

    /// <summary>Log-likelihood ratio against 'this is held' where somebody has examined the place and found nothing.</summary>
    public const double OfCleared = 4.0;

    /// <summary>Evidence against an address, and of what it tries, halves in this time: addresses change hands.</summary>
    public static readonly TimeSpan SourceHalfLife = TimeSpan.FromDays(7);

    /// <summary>Evidence about an asset: who is in stays in, at the median two weeks before he is found (M-Trends 2026).</summary>
    public static readonly TimeSpan HostHalfLife = TimeSpan.FromDays(30);

    /// <summary>Largest logit: 0.995; the least is its negative.</summary>
    public const double Ceiling = 5.3;

    /// <summary>Log-likelihood ratio of 'this is the attacker' for a source.</summary>
    public static double OfSource(Meaning meaning) => meaning switch
    {
        Meaning.Unusual => 1.1,
        Meaning.Reconnaissance => 2.0,
        Meaning.Attempt or Meaning.Activity => 5.2,
        Meaning.Compromise => 6.0,
        _ => throw new InvalidOperationException($"unknown meaning {meaning}"),
    };

    /// <summary>Log-likelihood ratio of 'this asset is held' for the host that a finding of compromise names.</summary>
    public const double OfHeldHost = 5.2;

    /// <summary>
    /// The same for a host on which something is done that an intruder does, and no finding says who got in: by itself below a half (0.39), since rules of that level
    /// are wrong too often; two of them, or one beside another family of evidence, are above it.
    /// </summary>
    public const double OfActiveHost = 2.5;

    /// <summary>Log-likelihood ratio that one finding of attempts adds to the step that it tries.</summary>
    public const double OfTriedStep = 3.0;

    /// <param name="evidence">Ratios above 0 incriminate, those below clear.</param>
    public static double From(double prior, IEnumerable<(string Family, double Ratio)> evidence) =>
        Probability(Math.Clamp(Logit(prior) + evidence.GroupBy(e => e.Family, StringComparer.Ordinal).Sum(Family), -Ceiling, Ceiling));

    /// <summary>What is left of a ratio after some time; evidence from the future counts as of now.</summary>
    public static double Faded(double ratio, TimeSpan age, TimeSpan halfLife) => age <= TimeSpan.Zero ? ratio : ratio * Math.Pow(0.5, age / halfLife);

    /// <summary>The probability of a step after attempts at it were seen.</summary>
    public static double Raised(double probability, double ratio) =>
        probability >= 1 ? 1 : Math.Max(probability, Probability(Logit(probability) + Math.Min(StepCap, ratio)));

    public static double Halving(IEnumerable<double> ratios)
    {
        var (sum, share) = (0.0, 1.0);
        foreach (var ratio in ratios.OrderDescending())
        {
            sum += ratio * share;
            share /= 2;
        }

        return sum;
    }

    private static double Family(IEnumerable<(string Family, double Ratio)> evidence) =>
        Math.Min(FamilyCap, Halving(evidence.Where(e => e.Ratio > 0).Select(e => e.Ratio))) - Math.Min(FamilyCap, Halving(evidence.Where(e => e.Ratio < 0).Select(e => -e.Ratio)));

    private static double Logit(double p) => Math.Log(p / (1 - p));

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));
}
