using System.Diagnostics;
using System.Globalization;
using Ward.Benchmarks.Cities;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Predict;

namespace Ward.Benchmarks.Predict;

/// <summary>From evidence to the updated forecast: the paths on which defence rests, and the look ahead in time after it. One thread.</summary>
internal static class ForecastTimes
{
    private const int Rounds = 200;

    public static IEnumerable<Row> Run(string name, CityModel city, bool generated)
    {
        var foresight = new Foresight(city);
        foresight.Warm(CancellationToken.None);
        var attacks = generated ? (Func<CityModel, int, Incident>[])[CityAttacks.GuessingAtBastion, CityAttacks.Guessing, CityAttacks.BrokenBastion, CityAttacks.BrokenHost] : [CityAttacks.BrokenHost];
        var (foresee, ahead) = (new List<double>(), new List<double>());
        var trials = int.MaxValue;
        var began = TimeSpan.Zero;
        for (var i = -40; i < Rounds; i++)
        {
            if (i == 0) began = Process.GetCurrentProcess().TotalProcessorTime;
            var incident = attacks[Math.Abs(i) % attacks.Length](city, Math.Abs(i));
            var start = Stopwatch.GetTimestamp();
            var forecast = foresight.Foresee(incident);
            var middle = Stopwatch.GetTimestamp();
            var looked = foresight.LookAhead(forecast);
            var end = Stopwatch.GetTimestamp();
            if (i < 0) continue;
            trials = Math.Min(trials, looked.Outlook!.Trials);
            foresee.Add(Stopwatch.GetElapsedTime(start, middle).TotalMilliseconds);
            ahead.Add(Stopwatch.GetElapsedTime(start, end).TotalMilliseconds);
        }

        var processor = (Process.GetCurrentProcess().TotalProcessorTime - began).TotalMilliseconds / Rounds;
        var head = string.Create(CultureInfo.InvariantCulture, $"{name}; {foresight.Graph.NodeCount} nodes, {foresight.Graph.EdgeCount} edges, {city.Services.Count} services; {Rounds} incidents, one thread");
        yield return new("evidence to paths p50", "Ward", At(foresee, 0.5), "ms", head);
        yield return new("evidence to paths p95", "Ward", At(foresee, 0.95), "ms", head);
        yield return new("evidence to outlook p50", "Ward", At(ahead, 0.5), "ms", $"{head}; paths counted in, at least {trials} trials");
        yield return new("evidence to outlook p95", "Ward", At(ahead, 0.95), "ms", head);
        yield return new("evidence to outlook, processor", "Ward", processor, "ms", $"{head}; mean, whole process");
    }

    private static double At(List<double> values, double share)
    {
        values.Sort();
        return values[(int)Math.Min(values.Count - 1, share * values.Count)];
    }
}
