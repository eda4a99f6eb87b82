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
using Ward.Prescribe;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Respond.Plans;

namespace Ward.Server.Tests.Samples;

/// <summary>Three incidents as the chapters would tell them, one with hostile text in it.</summary>
internal sealed class SampleStory
{
    public const string Hostile = "root\u001b[2J\u202e<script>alert(1)</script>\nfrom 10.30.0.2";

    private static readonly CityId City = new("seaford");
    private static readonly ElementId Edge = new("fw-edge");
    private readonly DateTimeOffset now;

    public SampleStory(DateTimeOffset now)
    {
        this.now = now;
        Intrusion = Record("inc-7d41", "Somebody from 203.0.113.7 got into the jump host after many tries", Severity.High, "203.0.113.7", 14, Meaning.Compromise, 3);
        Probe = Record("inc-52aa", $"Tries against the portal with the name {Hostile}", Severity.Medium, "198.51.100.23", 55, Meaning.Attempt, 1);
        Odd = Record("inc-1c09", "An account signed in at an hour at which it never did", Severity.Low, "192.0.2.44", 260, Meaning.Unusual, 1);
        Waiting = Plan(Intrusion, PlanState.Proposed, 12);
        InForce = Plan(Probe, PlanState.Verified, 40);
    }

    public AfterActionRecord Intrusion { get; }

    public AfterActionRecord Probe { get; }

    public AfterActionRecord Odd { get; }

    public Plan Waiting { get; }

    public Plan InForce { get; }

    private AfterActionRecord Record(string id, string title, Severity severity, string source, int minutesAgo, Meaning meaning, int paths)
    {
        var at = now.AddMinutes(-minutesAgo);
        var address = IPAddress.Parse(source);
        Entity[] entities = [new Entity.Source(address), new Entity.Host(new AssetId("jump")), new Entity.Login("svc-backup")];
        var tries = new Finding(
            new FindingId($"{id}-1"), City, at, 88_120, "00000000-0000-4000-8000-000000000001", "sshd", meaning == Meaning.Unusual ? "Sign-in at an unusual hour" : "Many failed sign-ins from one source", severity,
            ["T1110.001"], Meaning.Attempt, entities, true,
            meaning == Meaning.Unusual
                ? new Explanation("svc-backup signs in on weekdays between 01:00 and 03:00", "Sunday at 16:40", 0.0021, at.AddSeconds(-38), at, [])
                : new Explanation("at most 5 failed sign-ins from one source in 60 s", "41 in 38 s", null, at.AddSeconds(-38), at,
                [new FieldShown("src_endpoint.ip", source, "group by"), new FieldShown("status", "Failure", "selection")]),
            [
                new EvidenceLine(new FeedId("jump-auth"), 88_119, at.AddSeconds(-1), $"Nov 22 20:41:06 jump sshd[4412]: Failed password for svc-backup from {source} port 51514 ssh2"),
                new EvidenceLine(new FeedId("jump-auth"), 88_120, at, $"Nov 22 20:41:07 jump sshd[4412]: Failed password for invalid user {Hostile} from {source} port 51516 ssh2"),
            ]);
        var inside = tries with
        {
            Id = new FindingId($"{id}-2"), Time = at.AddSeconds(44), Detector = "baseline:first-seen-source", Title = "First sign-in of this account from this source", Techniques = ["T1078"], Meaning = Meaning.Compromise,
            Explanation = new Explanation("svc-backup signs in from 10.20.4.9 on weekdays at 02:00", $"from {source} on a Sunday at 20:41", 0.0004, at, at.AddSeconds(44), []),
            Evidence = [new EvidenceLine(new FeedId("jump-auth"), 88_140, at.AddSeconds(44), $"Nov 22 20:41:51 jump sshd[4419]: Accepted password for svc-backup from {source} port 51530 ssh2")],
        };
        var incident = new Incident(new IncidentId(id), meaning == Meaning.Compromise ? 2 : 1, City, at, at.AddSeconds(44), title, severity, meaning == Meaning.Compromise ? [tries, inside] : [tries], entities)
        {
            Joins = meaning == Meaning.Compromise ? [new Joined(tries.Id, JoinReason.Opened, []), new Joined(inside.Id, JoinReason.SharedSource, [entities[0]])] : [new Joined(tries.Id, JoinReason.Opened, [])],
        };
        var forecast = Forecast(incident, source, paths);
        return new AfterActionRecord(incident, forecast, Prescription(incident, forecast, address, meaning), [], []);
    }

    private static Forecast Forecast(Incident incident, string source, int paths)
    {
        var toJump = new AttackStep(source, "user on Jump host", "T1078", 0.93, 0.2, new FlowId("ssh-in"), null, new AccountId("svc-backup"), $"Signs in to the jump host from {source} as svc-backup.");
        var toFiles = new AttackStep("user on Jump host", "administrator on File server", "T1021.002", 0.81, 0.5, new FlowId("jump-files"), null, new AccountId("svc-backup"), "Uses svc-backup, whose password lies on the jump host, to become administrator of the file server.");
        var encrypt = new AttackStep("administrator on File server", "Payments stops", "T1486", 0.9, 1.0, null, null, null, "Encrypts the shares that payments needs.");
        var toDispatch = new AttackStep("administrator on File server", "user on Dispatch database", "T1210", 0.55, 2.0, new FlowId("files-dispatch"), null, null, "Reaches the dispatch database by the open way on port 5432.");
        var stop = new AttackStep("user on Dispatch database", "Emergency dispatch stops", "T1485", 0.7, 0.5, null, null, null, "Destroys the database that emergency dispatch needs.");
        AttackPath[] all =
        [
            new(new ServiceId("payments"), 0.68, 1.7, [toJump, toFiles, encrypt], "From the jump host with the kept password of svc-backup to the file server, and there the shares of payments are encrypted."),
            new(new ServiceId("dispatch"), 0.29, 3.2, [toJump, toFiles, toDispatch, stop], "Through the file server to the dispatch database over the open way on port 5432; dispatch stops."),
            new(new ServiceId("payments"), 0.11, 6.0, [toJump, new AttackStep("user on Jump host", "administrator on Jump host", "T1068", 0.3, 3, null, null, null, "Raises its privilege on the jump host by a known weakness."), new AttackStep("administrator on Jump host", "administrator on File server", "T1021.002", 0.5, 1, new FlowId("jump-files"), null, null, "Takes the session of an operator to the file server."), encrypt], "As administrator of the jump host it takes an operator's session to the file server."),
        ];
        return new Forecast(incident.Id, incident.Revision, City, "9f2c61d0", incident.Updated,
            [new Foothold(new Entity.Source(IPAddress.Parse(source)), new ZoneId("internet"), null, 0.99, "its tries are in the log"), new Foothold(new Entity.Host(new AssetId("jump")), new ZoneId("dmz"), Privilege.User, 0.93, "a password was accepted after 41 failed ones")],
            [.. all.Take(paths)])
        {
            Outlook = new Outlook(
                1000, 720,
                [new ServiceOutlook(new ServiceId("payments"), 0.7, 0.014, 0.1, 0.68, 0.7, 0.5, 1.9, 8.2) { Likely = 0.11, LikelyAfter = 6.5 }],
                [new NextStep(new AssetId("files"), null, "T1021.002", 0.74, 0.4, new AccountId("svc-backup"), "use svc-backup kept there to sign in to File server over smb (T1021.002)")]),
        };
    }

    private static Prescription Prescription(Incident incident, Forecast forecast, IPAddress source, Meaning meaning)
    {
        Measure[] measures = meaning switch
        {
            Meaning.Compromise => [new Measure.DenySource(Edge, source), new Measure.CloseFlow(Edge, new FlowId("jump-files")), new Measure.DisableAccount(new AccountId("svc-backup"))],
            Meaning.Attempt => [new Measure.DenySource(Edge, source)],
            _ => [],
        };
        return new Prescription(
            new PrescriptionId($"{incident.Id}-p"), incident.Id, incident.Revision, City, "9f2c61d0", "4be1c7a09d52f6538e1b0c4d7a96f23158d0e4b7c9a2f6513d8e0b7c4a9f2e61", incident.Updated.AddMilliseconds(9),
            measures, true, measures.Length == 0 ? Cost.None : new Cost(18.5, measures.Length > 1 ? 6 : 0, 12.5, measures.Length > 1 ? 12 : 0),
            measures.Length > 1 ? [new ServiceEffect(new ServiceId("payments"), 0.98, 12, "the nightly copy from the jump host waits")] : [],
            measures.Length == 0 ? [] : [new Residual(new ServiceId("payments"), 0.68, 0.003, 0.05), new Residual(new ServiceId("dispatch"), 0.29, 0.0004, 0.02)],
            new Proof(measures.Length == 0 ? ProofStatus.NothingNeeded : ProofStatus.Optimal, 18.5, 0, "plain paths over the city model, no partial effects", true, []),
            measures.Length > 1 ? [new Alternative([new Measure.IsolateHost(Edge, new AssetId("jump"))], new Cost(74, 0, 74, 310), 0.001, "Cuts the jump host off altogether: safer, but 310 people lose remote work")] : [],
            measures.Length == 0
                ? [$"No path of {forecast.Paths.Count} is above what the city tolerates."]
                : ["The source has signed in with a password that it guessed; the firewall can keep it out.", "The password of svc-backup lies on the jump host, so the account is used up.", "Closing the way to the file server stops both remaining paths for the price of one nightly copy."],
            measures.Length == 0 ? "Nothing is expected to happen." : "Payments is expected to stop within about 2 hours (68 %), emergency dispatch within about 3 hours (29 %).");
    }

    private Plan Plan(AfterActionRecord record, PlanState state, int minutesAgo)
    {
        var p = record.Prescription;
        var id = new PlanId(p.Id.Value);
        var created = now.AddMinutes(-minutesAgo);
        var until = state == PlanState.Proposed ? (DateTimeOffset?)null : now.AddMinutes(17.3);
        var actions = p.Measures.Where(m => m.By is not null).Select((m, i) => new LeasedAction(
            new ActionId($"{id}-{i + 1}"), m.By!.Value, m,
            m is Measure.DenySource d ? new ActionTarget.Source(d.Address) : new ActionTarget.Connection(IPNetwork.Parse("10.10.0.5/32"), IPNetwork.Parse("10.30.0.11/32"), Transport.Tcp, 445),
            "delete the element from the set ward/deny4", until ?? now.AddMinutes(30), state == PlanState.Proposed ? ActionState.Planned : ActionState.Verified, null)).ToList();
        List<Transition> history = state == PlanState.Proposed
            ? [new Transition(PlanState.Proposed, created, "ward", "the mandate office-ask wants one approval")]
            : [new Transition(PlanState.Approved, created, "ward", "within the mandate perimeter-act"), new Transition(PlanState.Leased, created, "ward", "lease of 30 minutes"), new Transition(PlanState.Applied, created.AddMilliseconds(14), "ward", "fw-edge says that it is in force"), new Transition(PlanState.Verified, created.AddSeconds(2), "ward", "tries were seen before the firewall and none behind it")];
        return new Plan(id, p, state, new MandateId(state == PlanState.Proposed ? "office-ask" : "perimeter-act"), "ward", state == PlanState.Proposed ? 1 : 0, [], actions,
            [.. p.Measures.Where(m => m.By is null).Select(m => new ManualStep(m, "Disable the account svc-backup in the directory", null))], created, until, history) { Lapses = state == PlanState.Proposed ? created.AddMinutes(30) : null };
    }

}
