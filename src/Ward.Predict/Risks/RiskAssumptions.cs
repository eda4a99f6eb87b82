using System.Globalization;
using Ward.City.Zones;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Simulation;

namespace Ward.Predict.Risks;

/// <summary>
/// What a year's risk rests on besides the city's file. Every number is the project's own estimate, meant to be seen and to be replaced by what a city knows of itself.
/// </summary>
public sealed record RiskAssumptions
{
    /// <summary>Attackers a year who get a first foothold as a user of some asset in the zones of a kind, all zones of the kind together; outside: who seriously try.</summary>
    public IReadOnlyDictionary<ZoneKind, double> Footholds { get; init; } = new Dictionary<ZoneKind, double>
    {
        [ZoneKind.External] = 6, [ZoneKind.Perimeter] = 0.2, [ZoneKind.Office] = 0.5, [ZoneKind.Data] = 0.05, [ZoneKind.Operations] = 0.02, [ZoneKind.Management] = 0.02,
    };

    /// <summary>h until a service that fell runs again.</summary>
    public StepHours Recovery { get; init; } = new(36, 1);

    /// <summary>Share of the loss that remains where people can carry on by hand, 0..1.</summary>
    public double FallbackShare { get; init; } = 0.5;

    /// <summary>Years simulated, 100 to 10,000,000.</summary>
    public int Years { get; init; } = 20_000;

    /// <summary>Assets of a kind of zone in which an attacker is placed, at most; drawn where there are more.</summary>
    public int Places { get; init; } = 24;

    /// <summary>Attackers simulated from each place.</summary>
    public int Trials { get; init; } = 400;

    /// <summary>What the simulation's probabilities are corrected by; null to take every attacker for one who tries everything.</summary>
    public Recalibration? Correction { get; init; } = Recalibration.Measured;

    /// <summary>The same seed gives the same answer.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>h; for so long each attacker is followed.</summary>
    public double Horizon { get; init; } = 720;

    /// <summary>Each in one sentence.</summary>
    public IReadOnlyList<string> InWords() =>
    [
        .. Footholds.OrderBy(f => f.Key).Select(f => f.Key == ZoneKind.External
            ? Text($"{f.Value:0.###} attackers a year seriously try from outside (own estimate)")
            : Text($"{f.Value:0.###} a year get a first foothold in zones of the kind {f.Key.ToString().ToLowerInvariant()} (own estimate)")),
        Text($"a service that fell runs again after {Recovery.Mean:0.#} h on average, half of the time within {Recovery.Median:0.#} h (own estimate)"),
        Text($"where people can carry on by hand, {FallbackShare:0.##} of the loss remains (own estimate)"),
        "what an hour without a service costs stands in the city's file (impact)",
        Correction is { } c
            ? Text($"what an attacker who tries everything would reach is corrected by what simulated attackers who tire and mostly want something else reached (slope {c.Slope:0.00}, shift {c.Shift:0.00} on the logit; docs/guide/forecast.md)")
            : "every attacker tries everything that he can reach",
        Text($"{Years} years simulated, seed {Seed}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
