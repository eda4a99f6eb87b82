using Ward.Detect.Incidents;
using Ward.Respond.Plans;

namespace Ward.Scenarios;

/// <summary>Holds what happened against what was expected, in words.</summary>
internal static class ScenarioJudge
{
    private static readonly PlanState[] InForce = [PlanState.Applied, PlanState.Verified, PlanState.Expired, PlanState.RolledBack];

    public static IReadOnlyList<string> Judge(Scenario scenario, ScenarioRun run)
    {
        var (expect, misses) = (scenario.Expect, new List<string>());
        foreach (var incident in expect.Incidents.Where(e => !run.Records.Any(r => Meets(r.Incident, e))))
            misses.Add($"no incident of at least {incident.AtLeast} about {string.Join(", ", incident.Entities)} with {string.Join(", ", incident.Techniques)}");
        foreach (var measure in expect.Measures.Where(e => !run.Plans.Any(p => Holds(p, e))))
            misses.Add($"no plan {Stage(measure.Stage)} with {measure.Class} of {measure.Target}");
        AtMost("incidents", expect.MostIncidents, run.Records.Count, misses);
        AtMost("actions", expect.MostActions, run.Actions, misses);
        AtMost("plans", expect.MostPlans, run.Plans.Count(p => p.Prescription.Measures.Count > 0 && p.State != PlanState.Refused), misses);
        var touched = run.Plans.SelectMany(p => p.Prescription.Measures).Select(m => m.Target).ToHashSet(StringComparer.Ordinal);
        misses.AddRange(expect.Untouched.Where(a => touched.Contains(a.ToString())).Select(a => $"a measure against {a}, which is honest"));
        return misses;
    }

    private static bool Meets(Incident incident, ExpectedIncident expected) =>
        incident.Severity >= expected.AtLeast
        && (expected.Title is null || incident.Title.Contains(expected.Title, StringComparison.OrdinalIgnoreCase))
        && expected.Techniques.All(t => incident.Findings.SelectMany(f => f.Techniques).Any(f => f == t || f.StartsWith(t + ".", StringComparison.Ordinal)))
        && expected.Entities.All(e => incident.Entities.Any(i => i.ToString() == e));

    private static bool Holds(Plan plan, ExpectedMeasure expected) =>
        plan.Prescription.Measures.Any(m => m.Class == expected.Class && m.Target == expected.Target && (expected.Element is null || m.By == expected.Element))
        && expected.Stage switch
        {
            ExpectedStage.Prescribed => true,
            ExpectedStage.Offered => plan.History.Any(t => t.To == PlanState.Proposed || InForce.Contains(t.To)),
            ExpectedStage.InForce => plan.History.Any(t => InForce.Contains(t.To)),
            _ => throw new InvalidOperationException($"{expected.Stage} is no stage."),
        };

    private static string Stage(ExpectedStage stage) => stage switch
    {
        ExpectedStage.Prescribed => "prescribed",
        ExpectedStage.Offered => "offered or in force",
        ExpectedStage.InForce => "in force",
        _ => throw new InvalidOperationException($"{stage} is no stage."),
    };

    private static void AtMost(string what, int? most, long were, List<string> misses)
    {
        if (were > most) misses.Add($"at most {most} {what} were expected, there were {were}");
    }
}
