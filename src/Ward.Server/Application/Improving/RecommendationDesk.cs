using Ward.Prescribe.Recommendations;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Improving;

/// <summary>The standing recommendations: what there are, what became of them, and what people decide.</summary>
internal sealed partial class RecommendationDesk(Gate gate, RecommendationKeeper keeper, CurrentCity city, Auditor auditor, CityDay day, TimeProvider time, ILogger<RecommendationDesk> log)
{
    /// <summary>Days for which one can be declined or work given.</summary>
    public const int MostDays = 366;

    public const int LongestReason = 500;
    public const int LongestName = 120;

    /// <summary>The city's day.</summary>
    public DateOnly Today => day.Today;

    /// <param name="state">A state, overdue, or "" for all.</param>
    public async Task<Answer<RecommendationsView>> Read(Caller who, string state)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<RecommendationsView>.Denied(refusal);
        if (state is not ("" or "overdue") && !RecommendationWords.States.ContainsKey(state)) return new Answer<RecommendationsView>.Invalid($"state is one of {string.Join(", ", RecommendationWords.States.Keys)}, overdue.");
        var (now, model, today) = (keeper.State, city(), Today);
        var all = now.Book.Present.Concat(now.Book.Past).ToList();
        return new Answer<RecommendationsView>.Ok(new(
            now.At is not null || all.Count > 0, now.At, all.Count(r => r.State == RecommendationState.Open), all.Count(r => r.State == RecommendationState.Accepted), now.Book.Overdue(today, model).Count(),
            [.. all.Where(r => state.Length == 0 || (state == "overdue" ? r.IsOverdue(today, model) : r.State == RecommendationWords.States[state])).Select(r => RecommendationTelling.Tell(r, model, today))], now.Problem));
    }

    public async Task<Answer<RecommendationView>> Of(Caller who, string id)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<RecommendationView>.Denied(refusal);
        var book = keeper.State.Book;
        return book.Present.Concat(book.Past).FirstOrDefault(r => r.Id == id) is { } entry ? Shown(entry) : new Answer<RecommendationView>.NotFound("recommendation with this id");
    }

    public async Task<Answer<RecommendationView>> Decide(Caller who, string id, RecommendationVerdict verdict)
    {
        if (await gate.Refuses(who, Permission.DecideRisk) is { } refusal) return new Answer<RecommendationView>.Denied(refusal);
        if (Wrong(verdict, Today) is { } wrong) return new Answer<RecommendationView>.Invalid(wrong);
        var decision = new RecommendationDecision(RecommendationWords.States[verdict.State!], who.Name, Today, Given(verdict.Reason), Given(verdict.Owner), verdict.Until);
        return await Keep(who, id, Given(verdict.Seen), "decide-recommendation", RecommendationWords.Of(decision), book => book.Decide(id, decision, time.GetUtcNow()));
    }

    /// <summary>Keeps a person's word that it was done; it is done once the city shows it.</summary>
    public async Task<Answer<RecommendationView>> Done(Caller who, string id, string? reason)
    {
        if (await gate.Refuses(who, Permission.SayDone) is { } refusal) return new Answer<RecommendationView>.Denied(refusal);
        if (Given(reason) is not { Length: <= LongestReason } what) return new Answer<RecommendationView>.Invalid($"reason is 1 to {LongestReason} characters: what was done.");
        return await Keep(who, id, null, "recommendation-done", $"says that it is done: {what}", book => book.Say(id, new(who.Name, Today, what), time.GetUtcNow()));
    }

    private async Task<Answer<RecommendationView>> Keep(Caller who, string id, string? seen, string act, string words, Func<RecommendationBook, RecommendationBook?> change)
    {
        if (keeper.Refuses(id, seen) is { } refused) return Told(refused);
        try
        {
            // Before it is kept, so that nothing is in force of which there is no trace.
            await auditor.Note(who, act, id, words);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Answer<RecommendationView>.Conflict($"Nothing is decided, since the audit trail does not take it: {e.Message}");
        }

        try
        {
            var kept = keeper.Decide(id, seen, change);
            if (kept is not RecommendationKept.InForce) await Undecided(who, id, "the recommendation was another one by then");
            return Told(kept);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Undecided(who, id, e.Message);
            return new Answer<RecommendationView>.Conflict($"The decision cannot be kept: {e.Message}");
        }
    }

    /// <summary>Takes back what the audit trail said. Where it takes that no more, the answer is the same: nothing is decided.</summary>
    private async Task Undecided(Caller who, string id, string why)
    {
        try
        {
            await auditor.Note(who, "undecided-recommendation", id, $"what was decided before is not in force: {why}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Untold(log, id, e);
        }
    }

    private Answer<RecommendationView> Told(RecommendationKept kept) => kept switch
    {
        RecommendationKept.InForce { Entry: var entry } => Shown(entry),
        RecommendationKept.Unknown => new Answer<RecommendationView>.NotFound("open, accepted or declined recommendation with this id"),
        RecommendationKept.Another { Now: var now } => new Answer<RecommendationView>.Conflict($"The recommendation has changed since it was read: {Visible.Of(RecommendationMark.Told(now), 500)}. Read it again, then decide."),
        RecommendationKept.Broken { Problem: var problem } => new Answer<RecommendationView>.Conflict($"The decision cannot be kept: {problem}"),
        _ => throw new InvalidOperationException("A decision with an unknown end."),
    };

    private Answer<RecommendationView> Shown(Recommendation entry) => new Answer<RecommendationView>.Ok(RecommendationTelling.Tell(entry, city(), Today));

    /// <summary>What the state asks for and is not there, in words; null where the verdict can be kept.</summary>
    internal static string? Wrong(RecommendationVerdict verdict, DateOnly today) => verdict switch
    {
        { State: "done" } => "done is not said here: the city shows it. Say that somebody did it by the way for that (done).",
        { State: not ("open" or "accepted" or "declined") } => "state is open, accepted or declined.",
        { Reason.Length: > LongestReason } => $"reason is at most {LongestReason} characters.",
        { Owner.Length: > LongestName } => $"owner is at most {LongestName} characters.",
        { State: "accepted" } when Given(verdict.Owner) is null => "accepted needs an owner: whoever does the work.",
        { State: "declined" } when Given(verdict.Reason) is null => "declined needs a reason.",
        { State: not "accepted", Owner: not null } => "owner goes with accepted.",
        { State: "open", Until: not null } => "until goes with accepted and declined.",
        { State: not "open", Until: null } => $"{verdict.State} needs until: {(verdict.State == "accepted" ? "the day by which it is done" : "the last day on which it stays declined")}.",
        { Until: { } until } when until < today || until > today.AddDays(MostDays) => $"until is a day from today on, within {MostDays} days.",
        { State: "declined" } when Given(verdict.Seen) is null => "declined needs seen: the seen of the recommendation as it was read.",
        _ => null,
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [LoggerMessage(9307, LogLevel.Error, "The audit trail says that something was decided about the recommendation {Id}, which is not in force, and does not take that back")]
    private static partial void Untold(ILogger log, string id, Exception cause);
}
