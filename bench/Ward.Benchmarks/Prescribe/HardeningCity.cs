using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Benchmarks.Prescribe;

/// <summary>
/// The published generator: a tree of zones (four below each, 50 hosts in each), two privileges a host (2h user, 2h + 1 administrator),
/// ten steps to a state: 90 in 100 within the zone, 9.5 between a zone and the one above, 0.5 anywhere. Three in four steps exploit
/// one of the target's five services, one in four signs in with one of the zone's ten accounts; one step a host takes its administrator. Measures, each shared by
/// every step that it touches: patch (host, service), privilege patch (host), firewall (pair of zones, service), account, isolation (host).
/// Sources stand in zones without others below, goals in the upper fifth. All from one seed.
/// </summary>
internal sealed class HardeningCity
{
    private const int ZoneSize = 50, Kinds = 16, Services = 5, Accounts = 10;
    private readonly HardeningCase made;
    private readonly Random random;
    private readonly Dictionary<(int, int, int), int> numbers = [];
    private readonly List<double> costs = [];
    private readonly List<(int Tail, int Head, double Weight, int A, int B, int C, int D)> steps;
    private readonly int[,] kinds;
    private readonly double[,] odds;
    private readonly HashSet<int> named = [];

    private HardeningCity(HardeningCase made)
    {
        (this.made, random, steps) = (made, new(made.Seed), new(made.Hosts * 20));
        (kinds, odds) = (new int[made.Hosts, Services], new double[made.Hosts, Services]);
        Sources = Pick(made.Sources, made.Hosts * 3 / 4, made.Hosts, 0);
        Goals = Pick(made.Goals, 0, Math.Max(ZoneSize, made.Hosts / 5), 1);
        Fill();
    }

    public int[] Sources { get; }

    public int[] Goals { get; }

    private int Zones => (made.Hosts + ZoneSize - 1) / ZoneSize;

    public static InterdictionProblem Of(HardeningCase made, double tolerated)
    {
        var city = new HardeningCity(made);
        var (graph, was) = StepGraph.Of(made.Nodes, [.. city.steps.Select(s => s.Tail)], [.. city.steps.Select(s => s.Head)]);
        var (first, by) = (new int[graph.Steps + 1], new List<int>(4 * graph.Steps));
        for (var e = 0; e < graph.Steps; e++)
        {
            var step = city.steps[was[e]];
            foreach (var m in (ReadOnlySpan<int>)[step.A, step.B, step.C, step.D])
                if (m >= 0) by.Add(m);
            first[e + 1] = by.Count;
        }

        var effects = new float[by.Count];
        Array.Fill(effects, float.PositiveInfinity);
        var barred = new bool[city.costs.Count];
        if (made.Hard)
            foreach (var host in city.named)
                if (city.numbers.TryGetValue((4, host, 0), out var m)) barred[m] = true;
        return new()
        {
            Graph = graph, Weights = [.. was.Select(w => city.steps[w].Weight)], Measures = new([.. city.costs], first, [.. by], effects, barred),
            Sources = [.. city.Sources.Select(s => new Source(s, 0))], Goals = [.. city.Goals.Select(g => new Goal(g, -Math.Log(tolerated)))],
        };
    }

    private int[] Pick(int count, int from, int before, int privilege)
    {
        var hosts = new SortedSet<int>();
        while (hosts.Count < Math.Min(count, (before - from) / 2))
            if (random.Next(from, before) is var host && named.Add(host)) hosts.Add(host);
        return [.. hosts.Select(h => (2 * h) + privilege)];
    }

    private void Fill()
    {
        for (var h = 0; h < made.Hosts; h++)
            for (var s = 0; s < Services; s++)
                (kinds[h, s], odds[h, s]) = (random.Next(Kinds), Odds());
        for (var h = 0; h < made.Hosts; h++)
        {
            steps.Add(new(2 * h, (2 * h) + 1, Weight(0.1 + (0.8 * random.NextDouble())), Measure(1, h, 0), Measure(4, h, 0), -1, -1));
            for (var i = 0; i < 19; i++) Step(h, i % 2);
        }
    }

    private double Odds() => random.Next(100) switch
    {
        < 25 => 0.05 + (0.25 * random.NextDouble()),
        < 62 => 0.3 + (0.4 * random.NextDouble()),
        _ => 0.7 + (0.28 * random.NextDouble()),
    };

    private void Step(int host, int privilege)
    {
        var zone = host / ZoneSize;
        var target = random.Next(1000) switch
        {
            < 900 => Within(zone),
            < 995 => Within(zone > 0 && random.Next(2) == 0 ? (zone - 1) / 4 : Math.Min(Zones - 1, (4 * zone) + 1 + random.Next(4))),
            _ => random.Next(made.Hosts),
        };
        if (target == host) target = (host + 1) % made.Hosts;
        var there = target / ZoneSize;
        if (privilege == 1 && random.Next(2) == 0)
        {
            var account = (there * Accounts) + random.Next(Accounts);
            steps.Add(new((2 * host) + 1, (2 * target) + 1, Weight(0.45 + (0.5 * random.NextDouble())), Measure(3, account, 0), Measure(4, host, 0), Measure(4, target, 0), -1));
            return;
        }

        var s = random.Next(Services);
        var wall = zone == there ? -1 : Measure(2, (zone * Zones) + there, kinds[target, s]);
        steps.Add(new((2 * host) + privilege, 2 * target, Weight(odds[target, s]), Measure(0, target, kinds[target, s]), Measure(4, host, 0), Measure(4, target, 0), wall));
    }

    private int Within(int zone) => Math.Min(made.Hosts - 1, (zone * ZoneSize) + random.Next(ZoneSize));

    private static double Weight(double probability) => -Math.Log(probability);

    /// <summary>Kinds: 0 patch, 1 privilege patch, 2 firewall, 3 account, 4 isolation; whole costs.</summary>
    private int Measure(int kind, int of, int and)
    {
        if (numbers.TryGetValue((kind, of, and), out var number)) return number;
        costs.Add(kind switch { 0 or 1 => random.Next(5, 16), 2 => random.Next(10, 41), 3 => random.Next(10, 31), _ => random.Next(40, 121) });
        return numbers[(kind, of, and)] = costs.Count - 1;
    }
}
