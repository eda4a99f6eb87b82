using Ward.Standards.Cvss;
using Ward.Standards.Ssvc;

namespace Ward.City.Exposures;

/// <summary>What registers say of a vulnerability; null where it is not known.</summary>
/// <param name="Epss">That it is exploited somewhere within 30 days, 0..1.</param>
/// <param name="InKev">Whether CISA lists it as exploited.</param>
/// <param name="Automatable">Whether an attack can be repeated without a person (SSVC).</param>
public sealed record Signals(CvssVector? Cvss, double? Epss, bool? InKev, Exploitation? Exploitation, bool? Automatable)
{
    public static Signals None { get; } = new(null, null, null, null, null);

    /// <summary>Names of the city file.</summary>
    public static IReadOnlyDictionary<string, Exploitation> Exploitations { get; } = new Dictionary<string, Exploitation>(StringComparer.Ordinal)
    {
        ["none"] = Standards.Ssvc.Exploitation.None, ["public-poc"] = Standards.Ssvc.Exploitation.PublicPoc, ["active"] = Standards.Ssvc.Exploitation.Active,
    };
}
