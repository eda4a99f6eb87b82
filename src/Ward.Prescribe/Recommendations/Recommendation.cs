using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Ward.City;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Recommendations;

/// <summary>One change that was recommended while nobody attacked, with what became of it. Losses and costs are in minutes of one person's work.</summary>
/// <param name="Id">Of the change itself (what on what), so that it is the same one however often it is reckoned and in whatever place.</param>
/// <param name="Words">What is to be done, with the names of the city when it was last recommended.</param>
/// <param name="FirstSeen">The first day on which it was recommended.</param>
/// <param name="LastSeen">The last one.</param>
/// <param name="CityVersion">With which it was last recommended.</param>
/// <param name="Before">What the city could expect to lose in a month before it, the changes in front of it done.</param>
/// <param name="After">And with it.</param>
/// <param name="Keeper">Who keeps what it is about.</param>
/// <param name="Weight">What rests on it.</param>
public sealed record Recommendation(
    string Id, Measure Measure, string Words, DateOnly FirstSeen, DateOnly LastSeen, string CityVersion, double Before, double After, double Cost,
    string Keeper, IReadOnlyList<string> Why, string Undo, Standing.MeasureWeight Weight, RecommendationDecision Decision, IReadOnlyList<RecommendationNote> History)
{
    /// <summary>Notes that are kept, the newest.</summary>
    internal const int MostNotes = 30;

    /// <summary>What rests on it must have grown by this factor before a declined one comes back for it.</summary>
    internal const double Graver = 2;

    /// <summary>Its place among today's changes, 1 for the best; null where it is not one of them.</summary>
    public int? Place { get; init; }

    /// <summary>Null as long as nobody says that it was done.</summary>
    public SaidDone? Said { get; init; }

    /// <summary>What rested on it when it was declined; null where it is not.</summary>
    public Standing.MeasureWeight? SettledOn { get; init; }

    /// <summary>The day on which the city showed it; null before.</summary>
    public DateOnly? DoneOn { get; init; }

    /// <summary>The day since which it is recommended no more; null while it is, or is done.</summary>
    public DateOnly? GoneSince { get; init; }

    [JsonIgnore]
    public RecommendationState State => DoneOn is not null ? RecommendationState.Done : GoneSince is not null ? RecommendationState.Gone : Decision.State;

    /// <summary>Work that was to be done by now and is not shown to be. Where no source of the city can show it, somebody's word that it was done is enough.</summary>
    public bool IsOverdue(DateOnly today, CityModel city) => State == RecommendationState.Accepted && Decision.Until < today && (Said is null || Measure.IsShown(city) is not null);

    public static string IdOf(Measure measure) => "rec-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(measure.Key)))[..16];

    /// <summary>Why a declined one is asked about again, in words; null where it stays declined.</summary>
    /// <param name="now">What rests on it today.</param>
    internal string? Again(Standing.MeasureWeight now, DateOnly today)
    {
        if (Decision.Until is not { } until || until < today) return $"it was declined until {Decision.Until:yyyy-MM-dd}";
        var known = SettledOn ?? Weight;
        // Where all that can be lost shrinks, the same way becomes a greater part of it: that alone is no news.
        if (now.Grounds.Except(known.Grounds, StringComparer.Ordinal).Where(g => now.Ways.GetValueOrDefault(g) > known.Ways.GetValueOrDefault(g) * Graver).ToList() is { Count: > 0 } added) return $"it has a new ground: {string.Join(", ", added.Take(5))}{(added.Count > 5 ? $" and {added.Count - 5} more" : "")}";
        return now.Passing > known.Passing * Graver ? FormattableString.Invariant($"what rests on it is {now.Passing:0.#}, and was {known.Passing:0.#} when it was declined") : null;
    }

    internal Recommendation Noted(DateTimeOffset at, string by, string words) => this with { History = [.. History.Append(new(at, by, words)).TakeLast(MostNotes)] };
}
