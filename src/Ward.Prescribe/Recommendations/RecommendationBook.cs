using Ward.City;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Standing;

namespace Ward.Prescribe.Recommendations;

/// <summary>All changes that were recommended for one city, with what people decided. Immutable; each reckoning makes a new one.</summary>
/// <param name="Present">Open, accepted and declined ones: those of today in their order, then the others by id.</param>
/// <param name="Past">Done and gone ones, newest first; at most <see cref="MostPast"/>.</param>
public sealed record RecommendationBook(IReadOnlyList<Recommendation> Present, IReadOnlyList<Recommendation> Past)
{
    public const int MostPast = 500;

    /// <summary>Whose word it is that the city shows something.</summary>
    public const string Shown = "ward";

    public static RecommendationBook Empty { get; } = new([], []);

    public IEnumerable<Recommendation> Overdue(DateOnly today, CityModel city) => Present.Where(r => r.IsOverdue(today, city));

    /// <summary>What is to be weighed with each reckoning: all that somebody decided about.</summary>
    public IEnumerable<Measure> Decided => Present.Where(r => r.State != RecommendationState.Open).Select(r => r.Measure);

    /// <summary>Keys of the changes that stay declined, and so are not to be chosen.</summary>
    /// <param name="weights">Of at least the declined ones, by the key of the change.</param>
    public IReadOnlySet<string> Declined(IReadOnlyDictionary<string, MeasureWeight> weights, DateOnly today) =>
        Present.Where(r => r.State == RecommendationState.Declined && r.Again(weights[r.Measure.Key], today) is null).Select(r => r.Measure.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// The book after a reckoning. What is recommended and was decided about keeps its decision; a declined one comes back when its day is over, it has a ground that was not there,
    /// or twice as much rests on it. What is recommended no more is done where the city shows it, and gone else; but accepted work stays as long as anything rests on it, and
    /// then is done by somebody's word where no source of the city can show it.
    /// </summary>
    /// <param name="plan">Chosen without those that are <see cref="Declined"/>.</param>
    /// <param name="weights">Of all that is in the plan or <see cref="Decided"/>, by the key of the change.</param>
    public (RecommendationBook After, IReadOnlyList<RecommendationChange> Changes) After(StandingPlan plan, IReadOnlyDictionary<string, MeasureWeight> weights, CityModel city, DateTimeOffset at, DateOnly today)
    {
        var known = Present.Concat(Past).DistinctBy(r => r.Id).ToDictionary(r => r.Id, StringComparer.Ordinal);
        var all = new List<Recommendation>();
        var changes = new List<RecommendationChange>();
        foreach (var now in Recommended(plan, weights, today)) Add(Seen(known.GetValueOrDefault(now.Id), now, today));
        var seen = all.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var was in Present.Where(r => !seen.Contains(r.Id))) Add(Left(was, weights.GetValueOrDefault(was.Measure.Key) ?? was.Weight, city, today));
        all.AddRange(Past.Where(r => !seen.Contains(r.Id)));
        var isPast = all.ToLookup(r => r.State is RecommendationState.Done or RecommendationState.Gone);
        return (
            new([.. isPast[false].OrderBy(r => r.Place ?? int.MaxValue).ThenBy(r => r.Id, StringComparer.Ordinal)], [.. isPast[true].OrderByDescending(r => r.DoneOn ?? r.GoneSince).ThenBy(r => r.Id, StringComparer.Ordinal).Take(MostPast).Select(r => r with { Weight = r.Weight.InShort, SettledOn = null })]),
            changes);

        void Add((Recommendation Now, string? News) next)
        {
            var noted = next.News is { } news ? next.Now.Noted(at, Shown, news) : next.Now;
            all.Add(noted);
            if (next.News is not null) changes.Add(new(noted, next.News));
        }
    }

    /// <summary>The book with a decision about one that is open, accepted or declined; null where there is none of this id.</summary>
    public RecommendationBook? Decide(string id, RecommendationDecision decision, DateTimeOffset at) => With(id, r => (r with
    {
        Decision = decision, Said = decision.State == RecommendationState.Accepted ? r.Said : null, SettledOn = decision.State == RecommendationState.Declined ? r.Weight : null,
    }).Noted(at, decision.By ?? Shown, RecommendationWords.Of(decision)));

    /// <summary>The book with somebody's word that one was done; null where there is none of this id that is open, accepted or declined.</summary>
    public RecommendationBook? Say(string id, SaidDone said, DateTimeOffset at) => With(id, r => (r with { Said = said }).Noted(at, said.By, $"says that it is done: {said.What}"));

    private RecommendationBook? With(string id, Func<Recommendation, Recommendation> change) =>
        Present.Any(r => r.Id == id) ? this with { Present = [.. Present.Select(r => r.Id == id ? change(r) : r)] } : null;

    /// <summary>The changes of the plan as if nobody had decided about any.</summary>
    private static IEnumerable<Recommendation> Recommended(StandingPlan plan, IReadOnlyDictionary<string, MeasureWeight> weights, DateOnly today)
    {
        var left = plan.Before;
        foreach (var (i, change) in plan.Changes.Index())
        {
            var before = left;
            left = Math.Max(0, left - change.Lowers);
            yield return new(
                Recommendation.IdOf(change.Measure), change.Measure, change.Words, today, today, plan.CityVersion, before, left, change.Cost, change.Owner, change.Why, change.Undo, weights[change.Measure.Key], RecommendationDecision.None, [])
            { Place = i + 1 };
        }
    }

    /// <summary>One that is recommended today.</summary>
    /// <param name="was">What the book has of it, or null.</param>
    private static (Recommendation Now, string? News) Seen(Recommendation? was, Recommendation now, DateOnly today)
    {
        if (was is null) return (now, "is recommended");
        var next = now with { FirstSeen = was.FirstSeen, Decision = was.Decision, Said = was.Said, History = was.History };
        return was.State switch
        {
            RecommendationState.Open or RecommendationState.Accepted => (next, null),
            RecommendationState.Declined when was.Again(now.Weight, today) is { } why => (next with { Decision = RecommendationDecision.None, Said = null }, $"is asked about again, since {why}"),
            // Somebody declined it while it was chosen.
            RecommendationState.Declined => (next with { SettledOn = was.SettledOn, Place = null }, null),
            RecommendationState.Done => (next with { Decision = RecommendationDecision.None, Said = null }, $"is recommended again, though the city showed it on {was.DoneOn:yyyy-MM-dd}"),
            RecommendationState.Gone => (next, "is recommended again"),
            _ => throw new InvalidOperationException($"unknown state {was.State}"),
        };
    }

    /// <summary>One that is not recommended today.</summary>
    private static (Recommendation Now, string? News) Left(Recommendation was, MeasureWeight weight, CityModel city, DateOnly today)
    {
        var next = was with { Place = null, Weight = weight };
        var isShown = was.Measure.IsShown(city);
        if (isShown == true) return (next with { DoneOn = today }, "is done: the city shows it");
        switch (was.State)
        {
            case RecommendationState.Declined:
                if (was.Again(weight, today) is not { } why) return (next, null);
                return (next with { GoneSince = today, Decision = RecommendationDecision.None, SettledOn = null }, $"is declined no more, since {why}; others are better today");
            case RecommendationState.Accepted when weight.Passing > 0:
                return (next, null);
            // Without a word the ways may have been cut in front of it, and nobody has touched it.
            case RecommendationState.Accepted when isShown is null && was.Said is { } said:
                return (next with { DoneOn = today }, $"is done, says {said.By}; no likely way is left that it would change");
            default:
                return (next with { GoneSince = today }, "is recommended no more");
        }
    }
}
