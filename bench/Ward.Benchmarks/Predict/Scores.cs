using System.Globalization;
using Ward.Predict.Simulation;

namespace Ward.Benchmarks.Predict;

/// <summary>How good probabilities were.</summary>
internal static class Scores
{
    private const int Bins = 10;

    /// <summary>Mean squared error (Brier 1950); 0 is best.</summary>
    public static double Brier(IReadOnlyCollection<(double P, bool Came)> told) => told.Average(t => Math.Pow(t.P - (t.Came ? 1 : 0), 2));

    /// <summary>Murphy 1973 over ten equal bins: Brier = reliability - resolution + uncertainty, but for what varies within a bin.</summary>
    public static (double Reliability, double Resolution, double Uncertainty) Parts(IReadOnlyCollection<(double P, bool Came)> told)
    {
        var rate = told.Average(t => t.Came ? 1.0 : 0);
        var bins = Binned(told).ToList();
        return (bins.Sum(b => b.Count * Math.Pow(b.P - b.Came, 2)) / told.Count, bins.Sum(b => b.Count * Math.Pow(b.Came - rate, 2)) / told.Count, rate * (1 - rate));
    }

    /// <summary>Expected calibration error: mean over ten equal bins, weighted by their size, of what was told less what came.</summary>
    public static double Error(IReadOnlyCollection<(double P, bool Came)> told) => Binned(told).Sum(b => b.Count * Math.Abs(b.P - b.Came)) / told.Count;

    /// <summary>'0.3: told 0.34, came 0.29 of 120' a bin.</summary>
    public static string Shown(IReadOnlyCollection<(double P, bool Came)> told) => string.Join(", ", Binned(told).Select(b =>
        string.Create(CultureInfo.InvariantCulture, $"from {b.Bin / (double)Bins:0.0}: told {b.P:0.000} came {b.Came:0.000} of {b.Count}")));

    /// <summary>Platt 2000: came ~ 1 / (1 + exp(-(slope logit(p) + shift))), by Newton's method with a little ridge.</summary>
    public static (double Slope, double Shift) Platt(IReadOnlyCollection<(double P, bool Came)> told)
    {
        var (a, b) = (1.0, 0.0);
        for (var round = 0; round < 50; round++)
        {
            double ga = 1e-3 * (1 - a), gb = -1e-3 * b, haa = 1e-3, hab = 0, hbb = 1e-3;
            foreach (var (p, came) in told)
            {
                var x = Recalibration.Logit(p);
                var q = 1 / (1 + Math.Exp(-((a * x) + b)));
                var (error, weight) = ((came ? 1 : 0) - q, q * (1 - q));
                ga += error * x;
                gb += error;
                haa += weight * x * x;
                hab += weight * x;
                hbb += weight;
            }

            var det = (haa * hbb) - (hab * hab);
            a += ((ga * hbb) - (gb * hab)) / det;
            b += ((gb * haa) - (ga * hab)) / det;
        }

        return (a, b);
    }

    private static IEnumerable<(int Bin, int Count, double P, double Came)> Binned(IEnumerable<(double P, bool Came)> told) =>
        told.GroupBy(t => Math.Min(Bins - 1, (int)(t.P * Bins))).OrderBy(g => g.Key).Select(g => (g.Key, g.Count(), g.Average(t => t.P), g.Average(t => t.Came ? 1.0 : 0)));
}
