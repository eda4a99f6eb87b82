using Ward.City;
using Ward.Prescribe.Recommendations;
using Ward.Prescribe.Standing;
using Ward.Risks;

namespace Ward.Server.Application.Improving;

/// <summary>
/// The standing recommendations with what people decided. They are on disk before they are in force. What was kept and must not be written over is left as it is, and nothing is
/// decided until somebody has mended it. Thread-safe.
/// </summary>
internal sealed class RecommendationKeeper
{
    private readonly Lock gate = new();
    private readonly RecommendationFile file;
    private readonly bool isBroken;
    private RecommendationsState state;

    public RecommendationKeeper(RecommendationFile file)
    {
        this.file = file;
        var kept = file.Read(out var problem);
        isBroken = kept is null;
        state = new(kept ?? RecommendationBook.Empty, null, problem);
    }

    public RecommendationsState State => Volatile.Read(ref state);

    /// <summary>Takes up what a reckoning recommends; people may have decided meanwhile.</summary>
    /// <param name="today">The city's day.</param>
    /// <returns>What happened; nothing at the first reckoning of all.</returns>
    /// <exception cref="IOException">It cannot be kept; everything is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public IReadOnlyList<RecommendationChange> Take(StandingPlan plan, IReadOnlyDictionary<string, MeasureWeight> weights, CityModel city, DateTimeOffset now, DateOnly today)
    {
        if (isBroken) return [];
        lock (gate)
        {
            var before = State.Book;
            var (after, changes) = before.After(plan, weights, city, now, today);
            var problem = file.Write(after);
            Volatile.Write(ref state, new(after, now, problem ?? file.Lost));
            return before is { Present.Count: 0, Past.Count: 0 } ? [] : changes;
        }
    }

    /// <summary>What is kept stays in force; the reason is shown. That it cannot be read at all goes before every other.</summary>
    public void Fail(string reason)
    {
        if (isBroken) return;
        lock (gate) Volatile.Write(ref state, State with { Problem = reason });
    }

    /// <summary>Why nothing could be decided about it as things stand; null where it could.</summary>
    /// <param name="seen">Of what was read (<see cref="RecommendationMark"/>); null where any is meant.</param>
    public RecommendationKept? Refuses(string id, string? seen)
    {
        var now = State;
        if (isBroken) return new RecommendationKept.Broken(now.Problem!);
        if (now.Book.Present.FirstOrDefault(r => r.Id == id) is not { } entry) return new RecommendationKept.Unknown();
        return seen is not null && seen != RecommendationMark.Of(entry) ? new RecommendationKept.Another(entry) : null;
    }

    /// <summary>Keeps a decision about one.</summary>
    /// <param name="change">The book with the decision.</param>
    /// <exception cref="IOException">It cannot be kept; nothing is decided.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public RecommendationKept Decide(string id, string? seen, Func<RecommendationBook, RecommendationBook?> change)
    {
        lock (gate)
        {
            if (Refuses(id, seen) is { } refused) return refused;
            var before = State;
            var after = change(before.Book)!;
            var problem = file.Write(after);
            Volatile.Write(ref state, before with { Book = after, Problem = problem ?? before.Problem });
            return new RecommendationKept.InForce(after.Present.Single(r => r.Id == id));
        }
    }
}
