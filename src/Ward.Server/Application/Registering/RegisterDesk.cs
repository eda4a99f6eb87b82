using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Registering;

/// <summary>The risk register of the living city: what there is, what changed and why, and what people decide.</summary>
internal sealed partial class RegisterDesk(Gate gate, RegisterKeeper keeper, Auditor auditor, CityDay day, TimeProvider time, ILogger<RegisterDesk> log)
{
    /// <summary>Most risks in one answer.</summary>
    public const int Most = 1000;

    /// <summary>Days for which a risk can be accepted or work given.</summary>
    public const int MostDays = 366;

    public const int LongestReason = 500;
    public const int LongestName = 120;

    /// <summary>States by which risks can be asked for, besides the statuses.</summary>
    private static readonly string[] Groups = ["", "open", "overdue", "mitigated"];

    /// <summary>The city's day.</summary>
    public DateOnly Today => day.Today;

    public async Task<Answer<RegisterView>> Read(Caller who, RegisterAsk ask)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<RegisterView>.Denied(refusal);
        if (ask.Limit is < 1 or > Most) return new Answer<RegisterView>.Invalid($"limit is 1 to {Most}.");
        if (ask.Severity.Length > 0 && !RiskWords.Severities.ContainsKey(ask.Severity)) return new Answer<RegisterView>.Invalid($"severity is one of {string.Join(", ", RiskWords.Severities.Keys)}.");
        if (!Groups.Contains(ask.State) && !RiskWords.Statuses.ContainsKey(ask.State)) return new Answer<RegisterView>.Invalid($"state is one of {string.Join(", ", Groups.Skip(1).Concat(RiskWords.Statuses.Keys).Distinct())}.");
        var (state, today) = (keeper.State, Today);
        var (register, least) = (state.Register, ask.Severity.Length == 0 ? Severity.Low : RiskWords.Severities[ask.Severity]);
        var found = (ask.State == "mitigated" ? register.Gone.Concat(register.Entries.Where(e => e.Decision.Status == RiskStatus.Mitigated)) : register.Entries)
            .Where(e => e.Severity >= least && IsIn(e, ask.State, today) && Has(e, ask.Text.Trim())).ToList();
        return new Answer<RegisterView>.Ok(new RegisterView(
            state.At is not null || register.Facts.Count > 0 || register.Entries.Count > 0, state.CityVersion, state.At, register.Entries.Count,
            [.. Enum.GetValues<Severity>().Reverse().Select(s => new SeverityCountView(RiskWords.Of(s), register.Entries.Count(e => e.Severity == s), register.Entries.Count(e => e.Severity == s && !e.Decision.IsSettled)))],
            register.Overdue(today).Count(), register.Entries.Count(e => e.Decision.IsSettled), register.Gone.Count, found.Count, [.. found.Take(ask.Limit).Select(e => RegisterTelling.Tell(e, state.Notes, today))],
            state.Problem));
    }

    public async Task<Answer<RegisteredRiskView>> Of(Caller who, string id)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<RegisteredRiskView>.Denied(refusal);
        var state = keeper.State;
        return state.Register.Entries.Concat(state.Register.Gone).FirstOrDefault(e => e.Id == id) is { } entry
            ? new Answer<RegisteredRiskView>.Ok(RegisterTelling.Tell(entry, state.Notes, Today)) : new Answer<RegisteredRiskView>.NotFound("risk with this id");
    }

    /// <summary>Newest first.</summary>
    public async Task<Answer<IReadOnlyList<RegisterChangeView>>> Changes(Caller who, int limit)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<IReadOnlyList<RegisterChangeView>>.Denied(refusal);
        if (limit is < 1 or > RegisterKeeper.MostNotes) return new Answer<IReadOnlyList<RegisterChangeView>>.Invalid($"limit is 1 to {RegisterKeeper.MostNotes}.");
        return new Answer<IReadOnlyList<RegisterChangeView>>.Ok([.. keeper.State.Notes.Take(limit).Select(RegisterTelling.Tell)]);
    }

    public async Task<Answer<RegisteredRiskView>> Decide(Caller who, RiskVerdict verdict)
    {
        if (await gate.Refuses(who, Permission.DecideRisk) is { } refusal) return new Answer<RegisteredRiskView>.Denied(refusal);
        if (Wrong(verdict, Today) is { } wrong) return new Answer<RegisteredRiskView>.Invalid(wrong);
        var decision = new Decision(RiskWords.Statuses[verdict.Status!], Given(verdict.Reason), Given(verdict.Ticket), Today, who.Name, false) { Until = verdict.Until };
        var (id, owner, seen) = (verdict.Id!, Given(verdict.Owner), Given(verdict.Seen));
        if (keeper.Refuses(id, seen) is { } refused) return Told(refused);
        try
        {
            // Before it is kept, so that nothing is in force of which there is no trace.
            await auditor.Note(who, "decide-risk", id, $"decides {verdict.Status}{(owner is null ? "" : $" of {owner}")}{(verdict.Until is { } until ? $" until {until:yyyy-MM-dd}" : "")}: {decision.Justification}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Answer<RegisteredRiskView>.Conflict($"Nothing is decided, since the audit trail does not take it: {e.Message}");
        }

        try
        {
            var kept = keeper.Decide(id, decision, owner, seen, time.GetUtcNow());
            if (kept is not Kept.InForce) await Undecided(who, id, "the risk was another one by then");
            return Told(kept);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Undecided(who, id, e.Message);
            return new Answer<RegisteredRiskView>.Conflict($"The decision cannot be kept: {e.Message}");
        }
    }

    /// <summary>Takes back what the audit trail said. Where it takes that no more, the answer is the same: nothing is decided.</summary>
    private async Task Undecided(Caller who, string id, string why)
    {
        try
        {
            await auditor.Note(who, "undecided-risk", id, $"what was decided before is not in force: {why}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Untold(log, id, e);
        }
    }

    private Answer<RegisteredRiskView> Told(Kept kept) => kept switch
    {
        Kept.InForce { Entry: var entry } => new Answer<RegisteredRiskView>.Ok(RegisterTelling.Tell(entry, keeper.State.Notes, Today)),
        Kept.Unknown => new Answer<RegisteredRiskView>.NotFound("risk with this id in the city as it is"),
        Kept.Another { Now: var now } => new Answer<RegisteredRiskView>.Conflict($"The risk has changed since it was read: {Visible.Of(RiskMark.Told(now), 500)}. Read it again, then decide."),
        Kept.Broken { Problem: var problem } => new Answer<RegisteredRiskView>.Conflict($"The decision cannot be kept: {problem}"),
        _ => throw new InvalidOperationException("A decision with an unknown end."),
    };

    /// <summary>What the status asks for and is not there, in words; null where the verdict can be kept.</summary>
    internal static string? Wrong(RiskVerdict verdict, DateOnly today) => verdict switch
    {
        { Id: null or "" } => "id is that of a risk of the register.",
        { Status: "mitigated" } => "mitigated is not said here: the city's model says it, once the risk is no longer found in it. Give the work to somebody (in-progress) and change the city.",
        { Status: null } or { Status: not ("unchecked" or "in-discussion" or "accepted" or "in-progress" or "false-positive") } => "status is unchecked, in-discussion, accepted, in-progress or false-positive.",
        { Reason.Length: > LongestReason } => $"reason is at most {LongestReason} characters.",
        { Owner.Length: > LongestName } or { Ticket.Length: > LongestName } => $"owner and ticket are at most {LongestName} characters.",
        { Status: "accepted" or "false-positive" } when Given(verdict.Reason) is null => $"{verdict.Status} needs a reason.",
        { Status: "in-progress" } when Given(verdict.Owner) is null => "in-progress needs an owner: whoever does the work.",
        { Status: "accepted" or "in-progress", Until: null } => $"{verdict.Status} needs until: {(verdict.Status == "accepted" ? "the last day on which it is accepted" : "the day by which it is done")}.",
        { Status: not ("accepted" or "in-progress"), Until: not null } => "until goes with accepted and in-progress.",
        { Until: { } until } when until < today || until > today.AddDays(MostDays) => $"until is a day from today on, within {MostDays} days.",
        { Status: "accepted" or "false-positive" } when Given(verdict.Seen) is null => $"{verdict.Status} needs seen: the seen of the risk as it was read.",
        _ => null,
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsIn(RiskEntry entry, string state, DateOnly today) => state switch
    {
        "" or "mitigated" => true,
        "open" => !entry.Decision.IsSettled,
        "overdue" => entry.IsOverdue(today),
        _ => entry.Decision.Status == RiskWords.Statuses[state],
    };

    private static bool Has(RiskEntry entry, string text) =>
        text.Length == 0 || new[] { entry.Words, entry.Id, entry.Kind, entry.Owner ?? "" }.Any(t => t.Contains(text, StringComparison.OrdinalIgnoreCase));

    [LoggerMessage(9305, LogLevel.Error, "The audit trail says that something was decided about the risk {Id}, which is not in force, and does not take that back")]
    private static partial void Untold(ILogger log, string id, Exception cause);
}
