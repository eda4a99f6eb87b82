using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ward.City;
using Ward.Detect.Findings;

namespace Ward.Detect.Correlation;

/// <summary>Groups that were given up although they could have come to a finding: told as a finding of its own, once an interval.</summary>
internal sealed class Evictions(RuleEngineOptions options)
{
    private long given;
    private long first;
    private long told = long.MinValue;

    internal void Add(long now)
    {
        if (given++ == 0) first = now;
    }

    internal bool IsDue(long now) => given > 0 && (told == long.MinValue || now - told >= options.BlindnessEvery.Ticks);

    internal (long Given, long First, long Told) State
    {
        get => (given, first, told);
        set => (given, first, told) = value;
    }

    internal Finding Tell(CorrelationPlan plan, CityId city, long now)
    {
        var detector = $"{plan.Facts.Detector}:blind";
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{detector}\n{city.Value}\n{now}")))[..16]);
        var finding = new Finding(
            new FindingId(id), city, Utc(now), 0, detector, "ward", $"“{plan.Facts.Title}” was partly blind for lack of room", Severity.Low, [], Meaning.Unusual, [], false,
            new Explanation(
                string.Create(CultureInfo.InvariantCulture, $"at most {options.MaxGroups} groups and {options.MaxBytes >> 20} MiB for one correlation, {options.MaxGroupsInAll} and {options.MaxBytesInAll >> 20} MiB for all"),
                string.Create(CultureInfo.InvariantCulture, $"{given} groups given up before their window was over; a finding may have been missed"),
                null, Utc(first), Utc(now), []),
            []);
        (given, told) = (0, now);
        return finding;
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
