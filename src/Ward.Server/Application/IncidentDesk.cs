using Ward.Detect.Incidents;
using Ward.Detect.Risk;
using Ward.Learn;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Respond;
using Ward.Server.Access;
using Ward.Server.Application.Rehearsing;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>Incidents with their story, and what people say of them.</summary>
internal sealed class IncidentDesk(Gate gate, CurrentCity city, ILearn learn, IRespond respond, Auditor auditor, TimeProvider time, RiskBook risk, EventClock clock, FlowHistory flows)
{
    /// <summary>Most incidents in one answer.</summary>
    public const int Most = 500;

    public const int LongestNote = 1000;

    /// <summary>Newest first; open ones alone where asked.</summary>
    public async Task<Answer<IReadOnlyList<IncidentRow>>> List(Caller who, bool openOnly, int limit, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<IReadOnlyList<IncidentRow>>.Denied(refusal);
        if (limit is < 1 or > Most) return new Answer<IReadOnlyList<IncidentRow>>.Invalid($"limit is 1 to {Most}.");
        var now = city();
        var plans = await respond.Plans(now.Id, PlanDesk.Most, stop);
        var rows = (await learn.Latest(now.Id, Most, stop)).Select(r => now.Row(r, plans));
        return new Answer<IReadOnlyList<IncidentRow>>.Ok([.. rows.Where(r => r.Open || !openOnly).Take(limit)]);
    }

    public async Task<Answer<IncidentView>> Find(Caller who, string id, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<IncidentView>.Denied(refusal);
        var now = city();
        if (await learn.Recall(now.Id, new IncidentId(id), stop) is not { } record) return new Answer<IncidentView>.NotFound("incident with this id");
        var view = now.Tell(record, await respond.Plans(now.Id, PlanDesk.Most, stop));
        return new Answer<IncidentView>.Ok(view with
        {
            Risk = RiskTelling.Of(record.Incident, risk, clock()),
            Prescription = view.Prescription with { Rehearsal = now.Tell(record.Prescription, await flows.Read(stop)) },
        });
    }

    /// <summary>The after-action record as Markdown.</summary>
    public async Task<Answer<string>> AfterAction(Caller who, string id, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<string>.Denied(refusal);
        if (await learn.Recall(city().Id, new IncidentId(id), stop) is not { } record) return new Answer<string>.NotFound("incident with this id");
        return new Answer<string>.Ok(AfterActionText.Render(record, city(), await respond.Plans(city().Id, PlanDesk.Most, stop)));
    }

    /// <param name="kind">truePositive, falsePositive or benign.</param>
    public async Task<Answer<JudgementView>> Judge(Caller who, string id, string kind, string? note, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.Judge) is { } refusal) return new Answer<JudgementView>.Denied(refusal);
        if (Kind(kind) is not { } verdict) return new Answer<JudgementView>.Invalid("kind is truePositive, falsePositive or benign.");
        if (note?.Length > LongestNote) return new Answer<JudgementView>.Invalid($"note is at most {LongestNote} characters.");
        var judgement = new Judgement(verdict, who.Name, time.GetUtcNow(), note?.Trim() ?? "");
        if (!await learn.Judge(city().Id, new IncidentId(id), judgement, stop)) return new Answer<JudgementView>.NotFound("incident with this id");
        await auditor.Note(who, "judge", id, $"{Names.Of(verdict)} {judgement.Note}".Trim());
        return new Answer<JudgementView>.Ok(new JudgementView(Names.Of(verdict), judgement.By, judgement.At, judgement.Note));
    }

    private static JudgementKind? Kind(string kind) =>
        Enum.GetValues<JudgementKind>().Where(k => Names.Of(k) == kind).Select(k => (JudgementKind?)k).FirstOrDefault();
}
