using System.Globalization;

namespace Ward.Detect.Baselines;

/// <summary>An account's habit as a sentence: 'mveber signs in on weekdays 7 to 18 UTC from 2 known addresses'.</summary>
internal static class HabitWords
{
    // What is left out of 'usually'.
    private const double Rare = 0.05;

    public static string Of(string name, in AccountHabit habit)
    {
        Span<int> byHour = stackalloc int[24];
        int all = 0, weekend = 0;
        for (var i = 0; i < HourOfWeek.Count; i++)
        {
            var mass = habit.Hours[i];
            all += mass;
            if (HourOfWeek.IsWeekend(i)) weekend += mass;
            byHour[i % 24] += mass;
        }

        var days = weekend <= Rare * all ? "on weekdays" : weekend >= (1 - Rare) * all ? "at weekends" : "on all days";
        var (from, length) = ShortestArc(byHour, all);
        var hours = length >= 22 ? "at any hour" : string.Create(CultureInfo.InvariantCulture, $"{from} to {(from + length) % 24} UTC");
        var places = habit.Places == 1 ? "1 known address" : string.Create(CultureInfo.InvariantCulture, $"{habit.Places} known addresses");
        return $"{name} signs in {days} {hours} from {places}";
    }

    /// <summary>The shortest run of hours around the clock that holds 95 % of the sign-ins; a night shift runs over midnight.</summary>
    private static (int From, int Length) ShortestArc(ReadOnlySpan<int> byHour, int all)
    {
        for (var length = 1; length < 24; length++)
        {
            for (var from = 0; from < 24; from++)
            {
                var held = 0;
                for (var i = 0; i < length; i++) held += byHour[(from + i) % 24];
                if (held >= (1 - Rare) * all) return (from, length);
            }
        }

        return (0, 24);
    }
}
