using Ward.City.Zones;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Simulation;

namespace Ward.Predict.Risks;

/// <summary>Attackers of one kind of beginning, simulated beforehand: for each, the services that he stopped, of which a year draws some.</summary>
internal sealed class Attacks
{
    private readonly int services;
    private readonly List<bool> fell = [];

    private Attacks(double rate, int services) => (Rate, this.services) = (rate, services);

    /// <summary>A year.</summary>
    public double Rate { get; }

    public int Count { get; private set; }

    /// <summary>Of each service, the share of those who try everything that is left after correction, 0..1.</summary>
    public double[] Kept { get; private set; } = [];

    public bool Fell(int attack, int service) => fell[(attack * services) + service];

    /// <param name="lengthened">What measures add to the -ln of a step's probability; null where there are none.</param>
    public static Attacks Of(AttackGraph graph, ZoneKind kind, double rate, RiskAssumptions assumptions, Func<Situation, EdgeFacts, double>? lengthened)
    {
        var attacks = new Attacks(rate, graph.City.Services.Count);
        foreach (var place in Places.Of(graph, kind, assumptions))
        {
            var net = new NetBuilder(place, assumptions.Seed, lengthened is null ? null : e => lengthened(place, place.Edge(e))).Build();
            var trial = new Trial(net, assumptions.Horizon);
            for (var t = 0; t < assumptions.Trials; t++)
            {
                trial.Run(t);
                attacks.Count++;
                foreach (var goal in net.Goals) attacks.fell.Add(goal >= 0 && double.IsFinite(trial.At(goal)));
            }
        }

        attacks.Kept = new double[attacks.services];
        for (var s = 0; s < attacks.services && attacks.Count > 0; s++)
        {
            var p = Enumerable.Range(0, attacks.Count).Count(a => attacks.Fell(a, s)) / (double)attacks.Count;
            attacks.Kept[s] = p <= 0 ? 0 : Math.Min(1, (assumptions.Correction?.Of(p) ?? p) / p);
        }

        return attacks;
    }
}
