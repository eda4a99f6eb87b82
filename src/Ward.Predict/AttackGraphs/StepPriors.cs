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
}
