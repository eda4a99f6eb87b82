using System.Diagnostics;
using System.Globalization;
using Ward.Benchmarks.Cities;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe;

namespace Ward.Benchmarks;

/// <summary>How fast forecast and prescription are on generated cities. One thread; every attack is another incident.</summary>
internal static class ChoiceBenchmark
{
    public static IEnumerable<Row> Run(string[] args)
    {
        int[] sizes = args.Length > 0 ? [.. args.Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : [1_000, 10_000, 100_000];
        return sizes.SelectMany(Run);
    }

    private static IEnumerable<Row> Run(int size)
    {
        var city = CityGenerator.Generate(1, size);
        var before = GC.GetTotalMemory(true);
        var clock = Stopwatch.StartNew();
        var graph = AttackGraph.Of(city);
        var build = clock.Elapsed.TotalSeconds;
        clock.Restart();
        graph.Warm(CancellationToken.None);
        var warm = clock.Elapsed.TotalSeconds;
        var memory = (GC.GetTotalMemory(true) - before) / 1e6;
        var head = string.Create(CultureInfo.InvariantCulture, $"generated city, seed 1, {graph.NodeCount} nodes, {graph.EdgeCount} edges, {city.Services.Count} services; one thread");
        yield return new Row("graph build", "Ward", build * 1000, "ms", head);
        yield return new Row("graph warm-up", "Ward", warm * 1000, "ms", head);
        yield return new Row("graph memory", "Ward", memory, "MB", head);
        graph = null;

        var predict = new Foresight(city);
        predict.Warm(CancellationToken.None);
        var prescribe = new Choice();
        foreach (var (name, attack, rounds) in new (string, Func<CityModel, int, Incident>, int)[]
        {
            ("guessing at the bastion", CityAttacks.GuessingAtBastion, 300), ("guessing anywhere", CityAttacks.Guessing, 300), ("bastion broken", CityAttacks.BrokenBastion, 100), ("any host broken", CityAttacks.BrokenHost, 100),
        })
            foreach (var row in Measure(city, predict, prescribe, attack, rounds, $"{name}, {rounds} incidents; {head}")) yield return row;
    }

    private static Row[] Measure(CityModel city, Foresight predict, Choice prescribe, Func<CityModel, int, Incident> attack, int rounds, string conditions)
    {
        var (foresee, choose) = (new List<double>(), new List<double>());
        var (most, status) = (0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        for (var i = -20; i < rounds; i++)
        {
            var incident = attack(city, Math.Abs(i));
            var start = Stopwatch.GetTimestamp();
            var forecast = predict.Foresee(incident);
            var middle = Stopwatch.GetTimestamp();
            var prescription = prescribe.Choose(incident, forecast);
            var end = Stopwatch.GetTimestamp();
            if (i < 0) continue;
            foresee.Add(Stopwatch.GetElapsedTime(start, middle).TotalMilliseconds);
            choose.Add(Stopwatch.GetElapsedTime(middle, end).TotalMilliseconds);
            most = Math.Max(most, prescription.Measures.Count);
            var key = prescription.Proof.Status.ToString();
            status[key] = status.GetValueOrDefault(key) + 1;
        }

        conditions += string.Create(CultureInfo.InvariantCulture, $"; at most {most} measures; {string.Join(", ", status.Select(s => $"{s.Key} {s.Value}"))}");
        return
        [
            new Row("forecast p50", "Ward", At(foresee, 0.5), "ms", conditions), new Row("forecast p99", "Ward", At(foresee, 0.99), "ms", conditions),
            new Row("choice p50", "Ward", At(choose, 0.5), "ms", conditions), new Row("choice p99", "Ward", At(choose, 0.99), "ms", conditions),
        ];
    }

    private static double At(List<double> values, double share)
    {
        values.Sort();
        return values[(int)Math.Min(values.Count - 1, share * values.Count)];
    }
}
