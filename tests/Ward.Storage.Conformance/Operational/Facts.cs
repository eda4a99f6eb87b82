using System.Net;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Identities;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Govern.Mandates;
using Ward.Ingest;
using Ward.Learn.AfterAction;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Replays;
using Ward.Prescribe.Safety;
using Ward.Respond;
using Ward.Respond.Plans;

namespace Ward.Storage.Conformance.Operational;

/// <summary>Facts that use every kind of field which a store must bring back unchanged.</summary>
public static class Facts
{
    public static CityId City { get; } = new("harbour");

    public static DateTimeOffset Noon { get; } = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static Prescription Prescription(string id = "p1", string incident = "i1", int revision = 1, CityId? city = null) => new(
        new PrescriptionId(id), new IncidentId(incident), revision, city ?? City, "v1", "abc", Noon,
        [
            new Measure.DenySource(new ElementId("fw"), IPAddress.Parse("203.0.113.7")),
            new Measure.DenyWeb(new ElementId("web"), IPAddress.Parse("2001:db8::7")),
            new Measure.CloseFlow(new ElementId("fw"), new FlowId("f1")),
            new Measure.DisableAccount(new AccountId("clerk")),
            new Measure.IsolateHost(new ElementId("fw"), new AssetId("files")),
        ],
        true, new Cost(3.5, 2, 1.5, 120), [new ServiceEffect(new ServiceId("water"), 0.9, 120, "slower")],
        [new Residual(new ServiceId("water"), 0.4, 0.01, 0.05)], new Proof(ProofStatus.Optimal, 3.5, 0, "paths", true, []),
        [new Alternative([], Cost.None, 0.4, "nothing")], ["because\nof <this>"], "water stops");

    public static ChoiceGround Ground() => new(
        ChoiceGround.Present, "1.2", Noon, Incident(),
        new ChoiceSettings(
            new CostModel { Patch = 12.5 }, [ActionClass.CloseFlow, ActionClass.DenySource], 4, 0.5,
            [new Mandate(new MandateId("m1"), City, MandateMode.Act, [ActionClass.CloseFlow], [new ZoneId("data")], new BlastBudget(1, 2, 3, 4), TimeSpan.FromHours(1), 2, null, DateTimeOffset.MaxValue)],
            100, 10, 2, 24, TimeSpan.FromSeconds(5), new StepPriors { Guess = 0.04, ByTechnique = new Dictionary<string, StepHours> { ["T1110"] = new(3, 1) } }),
        [new Shielded(IPAddress.Parse("192.0.2.9"), "partners")]);

    public static Plan Plan(string id = "p1", string incident = "i1", int revision = 1, PlanState state = PlanState.Proposed, DateTimeOffset? at = null, CityId? city = null)
    {
        var when = at ?? Noon;
        var prescription = Prescription(id, incident, revision, city);
        return new Plan(
            new PlanId(id), prescription, state, new MandateId("m1"), "ward", 1, ["ann"],
            [
                new LeasedAction(new ActionId($"{id}#0"), new ElementId("fw"), prescription.Measures[0], new ActionTarget.Source(IPAddress.Parse("203.0.113.7")), "undo", when.AddHours(1), ActionState.Planned, null),
                new LeasedAction(new ActionId($"{id}#1"), new ElementId("fw"), prescription.Measures[2],
                    new ActionTarget.Connection(IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32"), Transport.Udp, 53), "undo", when.AddHours(1), ActionState.Applied, "done"),
                new LeasedAction(new ActionId($"{id}#2"), new ElementId("fw"), prescription.Measures[4], new ActionTarget.Host([IPAddress.Parse("10.0.0.9")]), "undo", when.AddHours(1), ActionState.Releasing, null),
            ],
            [new ManualStep(prescription.Measures[3], "disable it", null)], when, null, [new Transition(state, when, "ward", "first")]);
    }

    public static Plan Then(this Plan plan, PlanState state, DateTimeOffset at, string reason = "next") =>
        plan with { State = state, History = [.. plan.History, new Transition(state, at, "ward", reason)] };

    public static Incident Incident(string id = "i1", int revision = 1, CityId? city = null, DateTimeOffset? updated = null) => new(
        new IncidentId(id), revision, city ?? City, Noon, updated ?? Noon.AddMinutes(revision), "Password guessing", Severity.High,
        [
            new Finding(
                new FindingId("f1"), city ?? City, Noon, 42, "rule:x", "sshd", "title", Severity.Medium, ["T1110"], Meaning.Attempt,
                [new Entity.Source(IPAddress.Parse("203.0.113.7")), new Entity.Host(new AssetId("files")), new Entity.Login("root\u0000\"'; DROP TABLE plans;--")],
                true, new Explanation("few", "many", 0.001, Noon, Noon.AddSeconds(9), [new FieldShown("user.name", "root", "selection")]),
                [new EvidenceLine(new FeedId("syslog"), 42, Noon, "Failed password for root\nfrom A")]),
        ],
        [new Entity.Source(IPAddress.Parse("203.0.113.7"))]);

    public static Forecast Forecast(string id = "i1", int revision = 1, CityId? city = null) => new(
        new IncidentId(id), revision, city ?? City, "v1", Noon,
        [new Foothold(new Entity.Host(new AssetId("files")), new ZoneId("data"), Privilege.User, 0.7, "seen")],
        [new AttackPath(new ServiceId("water"), 0.3, 5, [new AttackStep("a", "b", "T1021", 0.5, 2, new FlowId("f1"), null, new AccountId("clerk"), "w")], "words")]);

    public static Outcome Outcome(PlanState state = PlanState.Applied, int minute = 0, string incident = "i1", string plan = "p1", CityId? city = null) =>
        new(city ?? City, new IncidentId(incident), 1, new PlanId(plan), state, Noon.AddMinutes(minute), $"{state} words");

    public static AfterActionRecord Record(string id = "i1", int revision = 1, CityId? city = null, params Outcome[] outcomes) =>
        new(Incident(id, revision, city), Forecast(id, revision, city), Prescription("p" + revision, id, revision, city), outcomes, []);
}
