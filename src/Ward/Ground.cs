using Ward.City;
using Ward.Configuration;
using Ward.Detect.Indicators;
using Ward.Detect.Rules;
using Ward.Govern.Mandates;
using Ward.Prescribe.Optimisation.Masters;

namespace Ward;

/// <summary>What a house stands on: the city, what is allowed in it, and the known patterns.</summary>
public sealed record Ground(CityModel City, IReadOnlyList<Mandate> Mandates, RuleSet Rules, ResponseSettings Response)
{
    /// <summary>What the threat feeds say; nothing where there are none.</summary>
    public IIndicatorSource Indicators { get; init; } = new FixedIndicators(IndicatorSet.Empty);

    /// <summary>Where large choices are solved, or null: then they are left unproven sooner.</summary>
    public IMasterSource? Masters { get; init; }

    /// <summary>What an indicator may be used for; null for Ward's own measure without lists.</summary>
    public Hygiene? Hygiene { get; init; }
}
