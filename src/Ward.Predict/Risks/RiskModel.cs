using System.Globalization;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Simulation;

namespace Ward.Predict.Risks;

/// <summary>
/// A year's losses as a compound Poisson sum by Monte Carlo: so many attackers begin in each kind of zone, each stops the services that a simulated one stopped, each service is without
/// for a lognormal time and costs what an hour costs. Throws hang on names, so that the same city with and without a measure meets the same attackers. Pure and thread-safe.
/// </summary>
public static class RiskModel
{
    /// <param name="cut">True for the steps that measures stop; null where nothing is cut.</param>
    public static AnnualRisk Of(AttackGraph graph, RiskAssumptions assumptions, Func<EdgeFacts, bool>? cut = null) =>
        Under(graph, assumptions, cut is null ? null : (_, edge) => cut(edge) ? double.PositiveInfinity : 0);

    /// <summary>The same where measures also make steps harder.</summary>
    /// <param name="lengthened">What they add to the -ln of the probability of a step of the situation, at least 0; infinite where they stop it; null where there are none.</param>
    public static AnnualRisk Under(AttackGraph graph, RiskAssumptions assumptions, Func<Situation, EdgeFacts, double>? lengthened)
    {
        var services = graph.City.Services;
        var losses = services.Select(_ => new LossYears(assumptions.Years)).ToArray();
        var all = new LossYears(assumptions.Years);
        foreach (var (kind, rate) in assumptions.Footholds.OrderBy(f => f.Key))
        {
            if (rate <= 0) continue;
            var attacks = Attacks.Of(graph, kind, rate, assumptions, lengthened);
            if (attacks.Count == 0) continue;
            var key = Dice.Key(assumptions.Seed, "year", kind.ToString());
            for (var year = 0; year < assumptions.Years; year++)
                for (var number = Poisson(rate, Dice.Uniform(key, year)); number > 0; number--)
                    Attack(attacks, Dice.Key(assumptions.Seed, kind.ToString(), year.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture)), year);
        }

        return new([.. services.Select((s, i) => losses[i].Tell(s.Id))], all.Tell(null), assumptions);

        void Attack(Attacks attacks, ulong key, int year)
        {
            var which = (int)(Dice.Uniform(key, 0) * attacks.Count);
            var (effort, any) = (Dice.Uniform(key, 1), false);
            for (var s = 0; s < services.Count; s++)
            {
                if (!attacks.Fell(which, s) || effort >= attacks.Kept[s]) continue;
                any = true;
                var hours = assumptions.Recovery.At(Dice.Normal(key, 2 + s));
                var share = services[s].ManualFallback is null ? 1 : assumptions.FallbackShare;
                losses[s].Add(year, services[s], hours, share);
                losses[s].Fell(year);
                all.Add(year, services[s], hours, share);
            }

            if (any) all.Fell(year);
        }
    }

    /// <summary>By inversion; the rate is small.</summary>
    internal static int Poisson(double rate, double uniform)
    {
        var (number, term) = (0, Math.Exp(-rate));
        for (var sum = term; uniform >= sum && number < 10_000; sum += term) term *= rate / ++number;
        return number;
    }
}
