using Ward.Govern.Audit;
using Ward.Respond;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>Transitions of plans and the audit trail as one list.</summary>
internal sealed class JournalDesk(Gate gate, CurrentCity city, IRespond respond, IAuditTrail trail)
{
    /// <summary>Most rows in one answer.</summary>
    public const int Most = 1000;

    public async Task<Answer<JournalView>> Read(Caller who, JournalQuery query, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.ReadJournal) is { } refusal) return new Answer<JournalView>.Denied(refusal);
        if (query.Limit is < 1 or > Most) return new Answer<JournalView>.Invalid($"limit is 1 to {Most}.");
        if (query.Kind is not (null or "plan" or "audit")) return new Answer<JournalView>.Invalid("kind is plan or audit.");
        var auditShown = await gate.Refuses(who, Permission.ReadAudit) is null;

        var rows = new List<JournalRow>();
        if (query.Kind != "audit")
            foreach (var plan in await respond.Plans(city().Id, PlanDesk.Most, stop))
                rows.AddRange(plan.History.Reverse().Select(t => new JournalRow(
                    t.At, "plan", t.By, Names.Of(t.To), plan.Id.Value, $"{city().Line(plan.Prescription)}: {t.Reason}", null, null)));
        if (query.Kind != "plan" && auditShown)
            rows.AddRange((await trail.Latest(Most, stop)).Select(r => new JournalRow(
                r.Entry.At, "audit", r.Entry.Actor, r.Entry.Act, r.Entry.Subject, r.Entry.Detail, r.Sequence, r.Hash)));

        var broken = query.Verify && auditShown ? await trail.FirstBroken(stop) : null;
        return new Answer<JournalView>.Ok(new JournalView(
            [.. rows.Where(r => Fits(r, query.Text)).OrderByDescending(r => r.At).ThenByDescending(r => r.Sequence).Take(query.Limit)],
            auditShown, query.Verify && auditShown ? broken is null : null, broken));
    }

    private static bool Fits(JournalRow row, string? text) =>
        string.IsNullOrWhiteSpace(text)
        || new[] { row.Actor, row.Act, row.Subject, row.Words }.Any(t => t.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase));
}
