using Ward.City;
using Ward.City.Observations;
using Ward.City.Software;
using Ward.Configuration;
using Ward.Detect;
using Ward.Detect.Devices;
using Ward.Detect.Indicators;
using Ward.Detect.Rules;
using Ward.Govern.Mandates;
using Ward.Ingest;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Optimisation.Masters;

namespace Ward;

/// <summary>What a house stands on: the city, what is allowed in it, and the known patterns.</summary>
public sealed record Ground(CityModel City, IReadOnlyList<Mandate> Mandates, RuleSet Rules, ResponseSettings Response)
{
    /// <summary>Gives the city as it is now; null where it stays as it is.</summary>
    public Func<CityModel>? Living { get; init; }

    /// <summary>Where devices that are seen and not known become assets; null where nobody looks for them.</summary>
    public IObservedDevices? Devices { get; init; }

    /// <summary>Where installed packages are noted; null where nobody asks for them.</summary>
    public IInstalledSoftware? Software { get; init; }

    /// <summary>The feeds whose lines are an agent's own word.</summary>
    public IReadOnlySet<FeedId> Agents { get; init; } = new HashSet<FeedId>();

    /// <summary>How such devices are noticed.</summary>
    public DeviceOptions DeviceOptions { get; init; } = new();

    /// <summary>What correlations may remember, and how long they wait.</summary>
    public RuleEngineOptions Correlations { get; init; } = new();

    /// <summary>What the threat feeds say; nothing where there are none.</summary>
    public IIndicatorSource Indicators { get; init; } = new FixedIndicators(IndicatorSet.Empty);

    /// <summary>Where large choices are solved, or null: then they are left unproven sooner.</summary>
    public IMasterSource? Masters { get; init; }

    /// <summary>How long a choice may search by the house's clock, or null: then only its work is limited, and a replay repeats.</summary>
    public TimeSpan? ChoiceDeadline { get; init; }

    /// <summary>What changes and losses cost this city.</summary>
    public CostModel Costs { get; init; } = new();

    /// <summary>What an indicator may be used for; null for Ward's own measure without lists.</summary>
    public Hygiene? Hygiene { get; init; }
}
