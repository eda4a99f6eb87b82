using Ward.City.Services;

namespace Ward.Predict.Risks;

/// <summary>The losses of simulated years, of one service or of the city.</summary>
internal sealed class LossYears(int years)
{
    private static readonly double[] Shares = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
    private readonly double[] money = new double[years];
    private readonly bool[] any = new bool[years];
    private double persons, citizenHours;
    private long falls;

    /// <summary>A service is without for some hours; what people do by hand is taken off.</summary>
    public void Add(int year, Service service, double hours, double share)
    {
        money[year] += (double)service.Impact.Money * hours * share;
        persons += service.Impact.Safety * hours * share;
        citizenHours += service.Citizens * hours;
    }

    public void Fell(int year)
    {
        falls++;
        any[year] = true;
    }

    public AnnualLoss Tell(City.ServiceId? service)
    {
        var mean = money.Average();
        var error = Math.Sqrt(money.Sum(m => (m - mean) * (m - mean)) / Math.Max(1, years - 1) / years);
        var sorted = money.Order().ToArray();
        return new(
            service, (double)falls / years, any.Count(a => a) / (double)years, mean, error, At(0.5), At(0.9), At(0.95), persons / years, citizenHours / years,
            [.. Shares.Where(s => s * years >= 10).Select(s => new Exceeded(s, At(1 - s)))]);

        double At(double share) => sorted[Math.Min(years - 1, (int)(share * years))];
    }
}
