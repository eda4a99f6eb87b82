using System.Globalization;
using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <summary>Whether a feed's new content may come into force: what it lost, what it gained, and what it should never name.</summary>
/// <param name="Lines">Without what is the city's own.</param>
/// <param name="Own">How many were the city's own or a partner's, and left out.</param>
/// <param name="NeverBlock">How many stand on a never-block list; they detect only.</param>
/// <param name="Types">Of <paramref name="Lines"/>, in the order of the types.</param>
/// <param name="Held">Why it is held back; null where it is not.</param>
internal sealed record FeedCheck(IReadOnlyList<FeedLine> Lines, long Own, long NeverBlock, IReadOnlyList<TypeCount> Types, FeedTroubleKind? Kind, string? Held)
{
    /// <summary>Fewer than this are slips that every feed has.</summary>
    private const int Slips = 3;

    /// <summary>From so many values on, ten times as many as before is no growth.</summary>
    private const int Bloated = 1000;

    /// <summary>Fewer values than this may all change in a day.</summary>
    private const int Sizeable = 20;

    private const int Examples = 3;

    /// <param name="now">At which it is asked what may block.</param>
    public static FeedCheck Of(IntelFeed feed, IReadOnlyList<FeedLine> draft, IReadOnlyList<FeedLine> before, Hygiene hygiene, DateTimeOffset now)
    {
        var firstSeen = new Dictionary<(string, IndicatorType, string), DateTimeOffset>(before.Count);
        foreach (var line in before) firstSeen[(line.Key, line.Type, line.Value)] = line.FirstSeen;
        var types = new SortedDictionary<IndicatorType, (long Values, long MayBlock)>();
        var (lines, examples, own, never, kept) = (new List<FeedLine>(draft.Count), new List<string>(), 0L, 0L, 0);
        foreach (var line in draft)
        {
            var isOwn = hygiene.Owner(line.Type, line.Value);
            var unfit = isOwn ?? hygiene.Listed(line.Type, line.Value);
            if (unfit is not null && examples.Count < Examples) examples.Add($"{line.Value} ({unfit})");
            if (isOwn is not null)
            {
                own++;
                continue;
            }

            if (unfit is not null) never++;
            var known = firstSeen.TryGetValue((line.Key, line.Type, line.Value), out var first);
            if (known) kept++;
            var taken = known && first < line.FirstSeen ? line with { FirstSeen = first } : line;
            lines.Add(taken);
            var (values, mayBlock) = types.GetValueOrDefault(line.Type);
            types[line.Type] = (values + 1, unfit is null && hygiene.DecideFit(taken.ToMention(feed.Source), now).MayBlock ? mayBlock + 1 : mayBlock);
        }

        // The same content has the same version, whatever the order in which it came.
        lines.Sort(static (a, b) => a.Type != b.Type ? a.Type.CompareTo(b.Type) : string.CompareOrdinal(a.Value, b.Value) is var value and not 0 ? value : string.CompareOrdinal(a.Key, b.Key));
        var (kind, held) = Judge(feed, draft.Count, before.Count, kept, own + never, string.Join(", ", examples));
        return new FeedCheck(lines, own, never, [.. types.Select(t => new TypeCount(t.Key, t.Value.Values, t.Value.MayBlock))], kind, held);
    }

    private static (FeedTroubleKind?, string?) Judge(IntelFeed feed, int now, int before, int kept, long unfit, string examples)
    {
        if (unfit >= Slips && unfit > now * feed.Poison)
            return (FeedTroubleKind.Poisoned, string.Create(CultureInfo.InvariantCulture, $"{unfit} of {now} values must never be blocked, such as {examples}"));
        if (before > 0 && now >= Bloated && now > before * 10L)
            return (FeedTroubleKind.Poisoned, string.Create(CultureInfo.InvariantCulture, $"{now} values where there were {before}"));
        if (before >= Sizeable && now >= Sizeable && kept == 0 && feed.Shrink < 1)
            return (FeedTroubleKind.Poisoned, string.Create(CultureInfo.InvariantCulture, $"none of the {before} values that it had is among the {now} that it has now"));
        var lost = before - kept;
        if (before >= Sizeable && lost > before * feed.Shrink && now < before * (1 - feed.Shrink))
            return (FeedTroubleKind.Shrinking, string.Create(CultureInfo.InvariantCulture, $"{lost} of {before} values are gone at once, {now} are left"));
        return (null, null);
    }
}
