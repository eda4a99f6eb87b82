using Ward.Predict.AttackGraphs;
using Ward.Predict.Simulation;

namespace Ward.Predict.NextSteps;

/// <summary>Simulates a situation and tells what came out.</summary>
public static class OutlookTelling
{
    /// <summary>Most next steps told.</summary>
    public const int MostNext = 3;

    /// <param name="stopped">Steps that measures have cut, by number of the situation's edge; null where nothing is cut.</param>
    public static Outlook Tell(Situation situation, SimulationOptions options, Func<int, bool>? stopped = null, int mostNext = MostNext)
    {
        var (net, tally) = Simulator.Run(situation, options, stopped);
        var services = situation.Graph.City.Services;
        return new(
            tally.Trials, options.Horizon,
            [.. Enumerable.Range(0, services.Count).Where(s => tally.Times(s).Count > 0).Select(s => Service(services[s].Id, tally.Times(s), tally.Trials, options.Correction))
                .OrderByDescending(s => s.Probability).ThenBy(s => s.Service.Value, StringComparer.Ordinal)],
            [.. tally.Next.Take(mostNext).Select(n => Next(situation, net.Edge[n.Edge], (double)n.Count / tally.Trials, n.Hours))]);
    }

    private static ServiceOutlook Service(City.ServiceId id, IReadOnlyList<float> times, int trials, Recalibration? correction)
    {
        var smoothed = (times.Count + 2.0) / (trials + 4.0);
        return new(
            id, (double)times.Count / trials, Math.Sqrt(smoothed * (1 - smoothed) / (trials + 4.0)),
            Within(1), Within(24), Within(168), Quantile(0.1), Quantile(0.5), Quantile(0.9))
        {
            Likely = correction?.Of((double)times.Count / trials) ?? (double)times.Count / trials,
            LikelyAfter = Quantile(0.5) * (correction?.Usual ?? 1),
        };

        double Within(double hours) => (double)times.Count(t => t <= hours) / trials;

        double Quantile(double share) => times[Math.Min(times.Count - 1, (int)(share * times.Count))];
    }

    private static NextStep Next(Situation situation, int number, double probability, double hours)
    {
        var edge = situation.Edge(number);
        var graph = situation.Graph;
        var told = PathWords.TellStep(situation, number, "", probability, held: true);
        var asset = graph.AssetOf(edge.Head);
        var service = graph.ServiceAt(edge.Head);
        return new(
            asset < 0 ? null : graph.City.Assets[asset].Id, service < 0 ? null : graph.City.Services[service].Id,
            told.Technique, probability, hours, told.Account, told.Words);
    }
}
