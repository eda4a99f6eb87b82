using System.Text.Json.Serialization;
using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <summary>What is known of a feed, kept over restarts.</summary>
/// <param name="Content">Version of the last good content; null before the first.</param>
/// <param name="Asked">When it was last asked.</param>
/// <param name="Answered">When it last answered well, changed or not.</param>
/// <param name="Changed">When its content last changed.</param>
/// <param name="Failures">Times in a row that it did not answer well.</param>
/// <param name="Trouble">Why, in words; null where it did.</param>
/// <param name="RetryAfter">How long the source wants not to be asked; null where it does not say.</param>
/// <param name="Held">Why its newest content is held back; null where it is not.</param>
/// <param name="HeldKind">Shrinking or poisoned, where it is held back.</param>
/// <param name="HeldSince">When it was first held back.</param>
public sealed record FeedMemory(
    string? Content, FetchSeal Seal, DateTimeOffset? Asked, DateTimeOffset? Answered, DateTimeOffset? Changed, int Failures, string? Trouble, TimeSpan? RetryAfter, string? Held,
    FeedTroubleKind? HeldKind, DateTimeOffset? HeldSince, IReadOnlyList<TypeCount> Types, long RefusedCount, IReadOnlyList<RefusedLine> Refused, long Passed, long OwnLeftOut, long NeverBlock)
{
    public static FeedMemory None { get; } = new(null, FetchSeal.None, null, null, null, 0, null, null, null, null, null, [], 0, [], 0, 0, 0);

    /// <summary>Values that are looked up.</summary>
    [JsonIgnore]
    public long Values => Types.Sum(t => t.Type == IndicatorType.Pattern ? 0 : t.Values);

    /// <summary>Patterns that are weighed over events.</summary>
    [JsonIgnore]
    public long Patterns => Types.Sum(t => t.Type == IndicatorType.Pattern ? t.Values : 0);
}
