using Ward.City.Identities;

namespace Ward.City.Exposures;

/// <summary>A weakness by which an attacker who can reach it gains a privilege.</summary>
/// <param name="Port">The listening port by which it is reached, or null where one must already be on the asset.</param>
/// <param name="Technique">ATT&amp;CK technique id, Enterprise or ICS.</param>
/// <param name="Probability">That an attacker who tries succeeds, 0..1.</param>
/// <param name="Hours">Expected time an attacker needs, in hours.</param>
/// <param name="Gains">The privilege gained.</param>
/// <param name="Reference">CVE or the city's own note, or null.</param>
public sealed record Exposure(
    ExposureId Id,
    AssetId Asset,
    ExposureKind Kind,
    int? Port,
    string Technique,
    double Probability,
    double Hours,
    Privilege Gains,
    string? Reference)
{
    /// <summary>What registers say of the vulnerability, or null where none was asked.</summary>
    public Signals? Signals { get; init; }

    /// <summary>True where nobody wrote the probability: <see cref="Probability"/> is then <see cref="Unknown"/>, and the forecast estimates from the signals.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>Probability of a known weakness of which nothing else is known; the project's own estimate.</summary>
    public const double Unknown = 0.3;
}
