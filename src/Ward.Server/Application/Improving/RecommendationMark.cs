using System.Security.Cryptography;
using System.Text.Json;
using Ward.Prescribe.Recommendations;

namespace Ward.Server.Application.Improving;

/// <summary>A short name of what a person sees of a recommendation when deciding: another one wherever its cost, what it lowers, its grounds or the decision are others.</summary>
internal static class RecommendationMark
{
    private const int Length = 12;

    public static string Of(Recommendation entry)
    {
        var d = entry.Decision;
        var seen = JsonSerializer.SerializeToUtf8Bytes(new { entry.State, Cost = Math.Round(entry.Cost), Lowers = Coarse(entry.Before - entry.After), entry.Weight.Grounds, entry.Words, d.By, d.On, d.Reason, d.Owner, d.Until });
        return Convert.ToHexStringLower(SHA256.HashData(seen))[..Length];
    }

    /// <summary>The same in words, for who has seen another.</summary>
    public static string Told(Recommendation entry) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"it is {RecommendationWords.Of(entry.State)}{(entry.Decision.By is { } by ? $" by {by}" : "")}, lowers {entry.Before - entry.After:0} and costs {entry.Cost:0} minutes{(entry.Weight.Grounds.Count > 0 ? $", on the grounds {string.Join(", ", entry.Weight.Grounds)}" : "")}");

    // Two digits: what an estimate says beyond them is no other recommendation.
    private static string Coarse(double value) => value.ToString("E1", System.Globalization.CultureInfo.InvariantCulture);
}
