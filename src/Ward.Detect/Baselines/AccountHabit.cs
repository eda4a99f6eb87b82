using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Ward.Detect.Baselines;

/// <summary>
/// What is known of one account: at which hours of the week it signs in, how often from a place never seen, and when it last raised an alarm.
/// 201 bytes. An hour counts once however many sign-ins it holds, so that a script does not drown a person.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct AccountHabit
{
    /// <summary>One hour with a sign-in adds this; each week takes an eighth away, so a habit given up is forgotten in about three months.</summary>
    private const int Step = 16;

    // Prior weight of an hour never used, in sign-in hours spread over the week.
    private const double Prior = 1;

    private HourProfile hours;
    private int week;

    public int LastHour;
    public int LastDay;
    public ushort SignIns;
    public ushort Days;
    public ushort Places;

    /// <summary>Moving average of 'the place was new', 0..1, over the last 64 sign-ins or fewer.</summary>
    public float Novelty;
    public int AlarmedHour;
    public float AlarmedSurprise;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Hours => hours;

    /// <summary>
    /// How much less often this account signs in at that hour than one without habits would: -ln(168 P(hour)), about -3 (its usual hour) to 7.
    /// P mixes the hour itself with its neighbours, the same hour on days of that type, and on all days.
    /// </summary>
    public readonly double Surprise(int inWeek)
    {
        var total = 0;
        foreach (var hour in Hours) total += hour;
        var weekend = HourOfWeek.IsWeekend(inWeek);
        var hourOfDay = inWeek % 24;
        double own = Smooth(inWeek), ofType = 0, ofAll = 0;
        for (var day = 0; day < 7; day++)
        {
            var mass = Smooth((day * 24) + hourOfDay);
            ofAll += mass;
            if (day >= 5 == weekend) ofType += mass;
        }

        var mixed = ((0.4 * own) + (0.45 * ofType / (weekend ? 2 : 5)) + (0.15 * ofAll / 7)) / Step;
        var seen = (double)total / Step;
        return -Math.Log(HourOfWeek.Count * (mixed + (Prior / HourOfWeek.Count)) / (seen + Prior));
    }

    /// <summary>P(an hour at least this surprising) by the account's own profile, 0..1; coarse, for as long as nothing better is calibrated.</summary>
    public readonly double OwnP(double surprise)
    {
        var p = 0.0;
        for (var hour = 0; hour < HourOfWeek.Count; hour++)
            if (Surprise(hour) is var other && other >= surprise - 1e-9) p += Math.Exp(-other) / HourOfWeek.Count;
        return Math.Min(1, p);
    }

    public void Learn(int hour, int day, bool newPlace)
    {
        Forget(HourOfWeek.WeekOf(hour));
        if (SignIns < ushort.MaxValue) SignIns++;
        Novelty += ((newPlace ? 1 : 0) - Novelty) / Math.Min((int)SignIns, 64);
        if (newPlace && Places < ushort.MaxValue) Places++;
        if (day > LastDay)
        {
            LastDay = day;
            if (Days < ushort.MaxValue) Days++;
        }

        if (hour == LastHour) return;
        LastHour = Math.Max(hour, LastHour);
        ref var bucket = ref ((Span<byte>)hours)[HourOfWeek.InWeek(hour)];
        bucket = (byte)Math.Min(byte.MaxValue, bucket + Step);
    }

    private void Forget(int now)
    {
        if (week == 0) week = now;
        for (; week < now; week++)
        {
            var any = 0;
            foreach (ref var hour in (Span<byte>)hours) any |= hour = (byte)(hour * 7 / 8);
            if (any != 0) continue;
            week = now;
            break;
        }
    }

    private readonly double Smooth(int inWeek) =>
        (Hours[(inWeek + HourOfWeek.Count - 1) % HourOfWeek.Count] + (2.0 * Hours[inWeek]) + Hours[(inWeek + 1) % HourOfWeek.Count]) / 4;
}
