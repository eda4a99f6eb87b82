using System.Runtime.InteropServices;

namespace Ward.Detect.Baselines;

/// <summary>
/// How many sign-ins fail from one address in each hour of the week: 198 bytes.
/// A bucket holds 16 log2(1 + mean), a mean over about four weeks; silent hours count as zero.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct FailureRate
{
    private const double Learning = 0.25;

    // Shape of the gamma prior: counts of people and scripts vary far more than Poisson.
    private const double Shape = 2;

    private HourProfile means;
    private int hour;

    public int Count;
    public int LastDay;
    public ushort Days;
    public int Total;
    public int AlarmedHour;
    public int AlarmedCount;

    /// <summary>Counts one failure; hours that have ended since the last are learnt first. A late one counts for the hour that is open.</summary>
    public void Add(int now, int day)
    {
        if (hour == 0) hour = now;
        if (now > hour) Close(now);
        Count++;
        if (Total < int.MaxValue) Total++;
        if (day <= LastDay) return;
        LastDay = day;
        if (Days < ushort.MaxValue) Days++;
    }

    /// <summary>Failures expected in the open hour: the larger of its own mean, its neighbours' and that of the week.</summary>
    public readonly double Expected()
    {
        var inWeek = HourOfWeek.InWeek(hour);
        var sum = 0.0;
        foreach (var mean in (ReadOnlySpan<byte>)means) sum += Mean(mean);
        var near = Math.Max(At(inWeek), Math.Max(At(inWeek + 1), At(inWeek + HourOfWeek.Count - 1)));
        return Math.Max(near, sum / HourOfWeek.Count) + 0.5;
    }

    /// <summary>P(so many or more | all is normal): negative binomial, the Poisson of a gamma-distributed rate.</summary>
    public readonly double P(double expected)
    {
        var q = expected / (expected + Shape);
        double term = Math.Pow(1 - q, Shape), below = 0;
        for (var n = 0; n < Math.Min(Count, 4096); n++)
        {
            below += term;
            term *= q * (n + Shape) / (n + 1);
        }

        return Math.Clamp(1 - below, 1e-9, 1);
    }

    private void Close(int now)
    {
        Learn(hour, Count);
        // Four weeks of silence leave nothing worth more steps.
        for (var silent = Math.Max(hour + 1, now - (4 * HourOfWeek.Count)); silent < now; silent++) Learn(silent, 0);
        (hour, Count) = (now, 0);
    }

    private void Learn(int closed, int seen)
    {
        ref var bucket = ref ((Span<byte>)means)[HourOfWeek.InWeek(closed)];
        var mean = Mean(bucket);
        mean += Learning * (seen - mean);
        bucket = (byte)Math.Min(byte.MaxValue, Math.Round(16 * Math.Log2(1 + mean)));
    }

    private readonly double At(int inWeek) => Mean(((ReadOnlySpan<byte>)means)[inWeek % HourOfWeek.Count]);

    private static double Mean(byte bucket) => Math.Pow(2, bucket / 16.0) - 1;
}
