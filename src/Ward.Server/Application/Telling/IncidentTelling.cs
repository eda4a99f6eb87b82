using Ward.City;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe.Measures;
using Ward.Respond.Plans;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>Incidents and forecasts as console and API show them.</summary>
internal static class IncidentTelling
{
    public static IncidentView Tell(this CityModel city, AfterActionRecord record, IReadOnlyList<Plan> plans)
    {
        var own = Own(record, plans);
        return new IncidentView(
            city.Row(record, plans),
            [.. record.Incident.Findings.Select(f => Tell(f) with { Joined = record.Incident.JoinOf(f.Id) is { } joined ? Tell(joined) : null })],
            city.Tell(record.Forecast, record.Prescription.Measures),
            city.Tell(record.Prescription),
            [.. own.Select(city.Tell)],
            [.. record.Outcomes.Select(PlanTelling.Tell)],
            [.. record.Judgements.Select(Tell)]);
    }

    public static IncidentRow Row(this CityModel city, AfterActionRecord record, IReadOnlyList<Plan> plans)
    {
        var incident = record.Incident;
        var plan = Own(record, plans).FirstOrDefault();
        var worst = record.Forecast.Paths.OrderByDescending(p => p.Probability).FirstOrDefault();
        var judged = record.Judgements.Count > 0 ? record.Judgements[^1] : null;
        return new IncidentRow(
            incident.Id.Value, incident.Revision, incident.Title, Names.Of(incident.Severity), Reason(city, incident, worst),
            IsOpen(record, plans), incident.Findings.Any(f => f.Attested),
            incident.Opened, incident.Updated, incident.Findings.Count, [.. incident.Entities.Select(Tell)],
            worst is null ? null : city.NameOf(worst.Goal), worst?.Probability ?? 0,
            plan?.Id.Value, plan is null ? null : Names.Of(plan.State), plan is null ? null : PlanTelling.Words(plan.State),
            judged is null ? null : Names.Of(judged.Kind));
    }

    /// <summary>Open until a person has judged it and nothing of it waits or is in force.</summary>
    public static bool IsOpen(AfterActionRecord record, IReadOnlyList<Plan> plans) =>
        record.Judgements.Count == 0 || Own(record, plans).Any(p => p.State is PlanState.Proposed or PlanState.Approved || PlanTelling.IsInForce(p.State));

    private static IEnumerable<Plan> Own(AfterActionRecord record, IReadOnlyList<Plan> plans) =>
        plans.Where(p => p.Prescription.Incident == record.Incident.Id).OrderByDescending(p => p.Prescription.Revision).ThenByDescending(p => p.Created);

    private static string Reason(CityModel city, Incident incident, AttackPath? worst)
    {
        var gravest = incident.Findings.OrderByDescending(f => f.Severity).ThenByDescending(f => f.Meaning).FirstOrDefault();
        var because = gravest is null ? "no finding explains it" : $"{gravest.Title}: {gravest.Explanation.Seen}, expected {gravest.Explanation.Expected}";
        return worst is null ? because : $"{because}. {city.NameOf(worst.Goal)} is {worst.Steps.Count} {(worst.Steps.Count == 1 ? "step" : "steps")} away ({worst.Probability:P0})";
    }

    public static FindingView Tell(Finding f) => new(
        f.Id.Value, f.Time, f.Detector, f.Family, f.Title, Names.Of(f.Severity), Names.Of(f.Meaning), f.Techniques,
        [.. f.Entities.Select(Tell)], f.Attested, f.Explanation.Expected, f.Explanation.Seen, f.Explanation.P, f.Explanation.From, f.Explanation.To,
        [.. f.Explanation.Fields.Select(x => new FieldView(x.Path, x.Value, x.Condition))],
        [.. f.Evidence.Select(e => new EvidenceView(e.Feed.Value, e.Offset, e.Time, e.Line))]);

    private static JoinedView Tell(Joined joined) => new(Names.Of(joined.Reason), joined.Words, [.. joined.By.Select(Tell)], joined.Flow?.Value);

    public static EntityView Tell(Entity entity) => entity switch
    {
        Entity.Source s => new EntityView("source", s.Address.ToString()),
        Entity.Host h => new EntityView("host", h.Asset.Value),
        Entity.Login l => new EntityView("login", l.Name),
        _ => throw new InvalidOperationException($"unknown entity {entity.GetType().Name}"),
    };

    private static ForecastView Tell(this CityModel city, Forecast forecast, IReadOnlyList<Measure> measures) => new(
        forecast.At,
        [.. forecast.Footholds.Select(f => new FootholdView(Tell(f.Where), city.NameOf(f.Zone), f.Privilege is { } p ? Names.Of(p) : null, f.Belief, f.Because))],
        [.. forecast.Paths.Select(p => city.Tell(p, measures))])
    {
        Outlook = forecast.Outlook is { } outlook ? city.Tell(outlook) : null,
    };

    private static OutlookView Tell(this CityModel city, Outlook outlook) => new(
        outlook.Trials, outlook.Horizon,
        [.. outlook.Services.Select(s => new ServiceOutlookView(
            s.Service.Value, city.NameOf(s.Service), s.Probability, s.StandardError, s.WithinHour, s.WithinDay, s.WithinWeek, s.Fast, s.Usual, s.Slow, s.Likely, s.LikelyAfter))],
        [.. outlook.Next.Select(n => new NextStepView(n.Asset?.Value, n.Service?.Value, n.Technique, n.Probability, n.Hours, n.Account?.Value, n.Words))]);

    private static PathView Tell(this CityModel city, AttackPath path, IReadOnlyList<Measure> measures)
    {
        var steps = path.Steps.Select(s => new StepView(
            s.From, s.To, s.Technique, s.Probability, s.Hours, s.Flow?.Value, s.Exposure?.Value, s.Account?.Value, s.Words, city.CutBy(s, measures))).ToList();
        return new PathView(path.Goal.Value, city.NameOf(path.Goal), path.Probability, path.Hours, path.Words, steps, steps.Exists(s => s.CutBy is not null));
    }

    private static JudgementView Tell(Judgement j) => new(Names.Of(j.Kind), j.By, j.At, j.Note);
}
