using System.Globalization;

namespace Ward.Detect.Correlation;

internal static class Durations
{
    /// <summary>A duration as a person says it: '0.4 s', '14 s', '5 min', '2 h', '3 d'.</summary>
    internal static string Text(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 10 } => $"{duration.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s",
        { TotalSeconds: < 120 } => $"{duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s",
        { TotalMinutes: < 120 } => $"{duration.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} min",
        { TotalHours: < 48 } => $"{duration.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} h",
        _ => $"{duration.TotalDays.ToString("0.#", CultureInfo.InvariantCulture)} d",
    };
}
