using Ward.City.Exposures;

namespace Ward.Predict.AttackGraphs;

/// <summary>
/// Probabilities and hours of steps for which the city lists no exposure of its own, each 0..1 and h.
/// They are the project's own estimates, on the pessimistic side; a city replaces them by listing exposures.
/// </summary>
public sealed record StepPriors
{
    /// <summary>Guessing a password of a sign-in port without a listed weakness.</summary>
    public double Guess { get; init; } = 0.03;

    /// <summary>A weakness of a web server that the city does not know of.</summary>
    public double UnknownWebWeakness { get; init; } = 0.01;

    /// <summary>Taking a kept credential as an ordinary user of the asset.</summary>
    public double TakeAsUser { get; init; } = 0.8;

    /// <summary>Taking a kept credential as its administrator.</summary>
    public double TakeAsAdministrator { get; init; } = 0.95;

    /// <summary>Signing in with a valid account where a password suffices.</summary>
    public double SignIn { get; init; } = 0.9;

    /// <summary>Signing in with a valid account where a second factor is asked.</summary>
    public double SignInSecondFactor { get; init; } = 0.05;

    /// <summary>Stopping a service from an asset that it needs, as an ordinary user.</summary>
    public double ImpactAsUser { get; init; } = 0.8;

    /// <summary>The same as administrator.</summary>
    public double ImpactAsAdministrator { get; init; } = 0.95;

    /// <summary>Hours that guessing takes.</summary>
    public double GuessHours { get; init; } = 6;

    /// <summary>Hours that an exploit of an unknown weakness takes.</summary>
    public double UnknownWeaknessHours { get; init; } = 72;

    /// <summary>Hours that taking a credential and signing in takes.</summary>
    public double SignInHours { get; init; } = 0.5;

    /// <summary>Hours from holding an asset to stopping its service.</summary>
    public double ImpactHours { get; init; } = 2;

    /// <summary>Standard deviation of the logarithm of the hours that guessing takes.</summary>
    public double GuessSpread { get; init; } = 1.2;

    /// <summary>The same of using a weakness, listed or not.</summary>
    public double WeaknessSpread { get; init; } = 1.2;

    /// <summary>The same of taking a credential and signing in.</summary>
    public double SignInSpread { get; init; } = 1.3;

    /// <summary>The same of stopping a service.</summary>
    public double ImpactSpread { get; init; } = 1.2;

    /// <summary>Hours of steps that use a listed weakness, by its technique id, instead of those of the city's file; empty unless somebody sets them.</summary>
    public IReadOnlyDictionary<string, StepHours> ByTechnique { get; init; } = new Dictionary<string, StepHours>();

    /// <summary>EPSS of an ordinary vulnerability, 0..1: above it the odds rise, below it they fall.</summary>
    public double EpssUsual { get; init; } = 0.02;

    /// <summary>How much of the difference in logit between an exposure's EPSS and the usual one counts: EPSS speaks of any attack anywhere, not of one that is tried here.</summary>
    public double EpssWeight { get; init; } = 0.35;

    /// <summary>Added to the logit where attacks are known (KEV, SSVC active).</summary>
    public double ExploitedLogit { get; init; } = 1.5;

    /// <summary>Added where how to attack is published (SSVC proof of concept).</summary>
    public double PublishedLogit { get; init; } = 0.7;

    /// <summary>Logit of one hurdle or one step of exploit maturity of a CVSS vector.</summary>
    public double CvssStep { get; init; } = 0.6;

    /// <summary>Most that one register moves the logit, either way.</summary>
    public double MostOfOneRegister { get; init; } = 2;

    /// <summary>No estimate is below this.</summary>
    public double LeastEstimate { get; init; } = 0.01;

    /// <summary>No estimate is above this.</summary>
    public double MostEstimate { get; init; } = 0.97;

    /// <summary>That an attacker who tries the exposure succeeds: what the city wrote, else estimated from EPSS, KEV, SSVC and CVSS.</summary>
    public double Of(Exposure exposure) => ExposureOdds.Of(exposure, this);
}
