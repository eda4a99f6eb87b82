using System.Numerics;

namespace Ward.Detect.Baselines;

/// <summary>Failed sign-ins of each address against its own hours of the week. Known senders only: a rate that anybody can forge is none.</summary>
internal sealed class FailureRates(SignInOptions options)
{
    private const int Least = 8;

    // Beaten means eight times the former alarm: every doubling of one burst is not news.
    private const int Beaten = 8;

    private readonly EntityTable<UInt128, FailureRate> rates = new(options.Accounts);

    public long Evicted => rates.Evicted;

    /// <summary>Counts a failure; true where so many in this hour are odd for an address with a history. Asked at 8, 16, 32 ... in the hour.</summary>
    public bool IsOdd(in SignIn signIn, out int seen, out double expected, out double p)
    {
        (seen, expected, p) = (0, 0, 1);
        if (signIn.Sureness == 0) return false;
        ref var rate = ref rates.Touch(signIn.Address, out _);
        var warm = rate.Days >= options.WarmUpDays && rate.Total >= options.WarmUpSignIns;
        rate.Add(signIn.Hour, signIn.Day);
        if (!warm || rate.Count < Least || !BitOperations.IsPow2(rate.Count)) return false;

        (seen, expected) = (rate.Count, rate.Expected());
        p = rate.P(expected);
        var rested = signIn.Hour - rate.AlarmedHour >= options.Refractory.TotalHours;
        if (p > options.FailureRate || (!rested && rate.Count < Beaten * rate.AlarmedCount)) return false;
        (rate.AlarmedHour, rate.AlarmedCount) = (signIn.Hour, rate.Count);
        return true;
    }

    public void Save(BinaryWriter to) => rates.Save(to);

    public void Load(BinaryReader from) => rates.Load(from);
}
