using System.Net;
using CsCheck;
using Ward.City;
using Ward.City.Impact;
using Ward.City.Services;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Ingest;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Respond;
using Ward.Respond.Plans;

namespace Ward.Learn.Tests;

public sealed class AfterActionTextTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ItTellsWhatWhyWhenProofCostUndoAndJudgements()
    {
        var text = Text("Failed password for root");
        Assert.Contains("# Password guessing", text, StringComparison.Ordinal);
        Assert.Contains("- next with 60 %: sign in to the files", text, StringComparison.Ordinal);
        Assert.Contains("- deny 203.0.113.7 at fw (D3-NTF)", text, StringComparison.Ordinal);
        Assert.Contains("Optimal: no plan costs less than 3.5 (gap 0 %); checked independently", text, StringComparison.Ordinal);
        Assert.Contains("Water supply: 40 % before, 1 % after, 5 % tolerated", text, StringComparison.Ordinal);
        Assert.Contains("3.5 in all: 2 min of work, 1.5 of service; 120 people affected", text, StringComparison.Ordinal);
        Assert.Contains("2026-05-04 12:10:00Z: RolledBack, revision 1: undone by ann: backup job", text, StringComparison.Ordinal);
        Assert.Contains("FalsePositive, ann: a backup job", text, StringComparison.Ordinal);
        Assert.Contains("- If nothing is done: water stops", text, StringComparison.Ordinal);
        Assert.Contains("- deny 203.0.113.7 at fw: Released, until 2026-05-04 12:30:00Z; undone by: delete it from the set", text, StringComparison.Ordinal);
        Assert.Contains("- hash of the plan: h", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ItTellsWhoSaidThatAManualStepWasDone()
    {
        Assert.Contains("- disable clerk: done, says ann", Text("x"), StringComparison.Ordinal);
        Assert.Contains("- call the bank: not yet done", Text("x"), StringComparison.Ordinal);
    }

    [Fact]
    public void ItTellsWhyAFindingJoined()
    {
        var record = Record("x");
        var joined = new Joined(new FindingId("f"), JoinReason.SameAttempt, [new Entity.Login("cl\n# erk")]);
        var text = AfterActionText.Render(record with { Incident = record.Incident with { Joins = [joined] } }, Town, [Own]);
        Assert.Contains("  - joined because it is close in time and about \"cl\uFFFD\\# erk\" too", text.Replace("\\u{FFFD}", "\uFFFD", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("joined because", Text("x"), StringComparison.Ordinal);
    }

    [Fact]
    public void APlanOfAnotherIncidentIsNotTold()
    {
        var other = Own with { Prescription = Own.Prescription with { Incident = new IncidentId("i2") } };
        Assert.DoesNotContain("disable clerk", AfterActionText.Render(Record("x"), Town, [other]), StringComparison.Ordinal);
    }

    [Fact]
    public void AVeryLongLineIsCutAndSaysSo() => Assert.Contains("a … 9500 characters more", Text(new string('a', 10_000)), StringComparison.Ordinal);

    [Fact]
    public void TheSameRecordGivesTheSameText() => Assert.Equal(Text("x"), Text("x"));

    [Theory]
    [InlineData("root\n# Ward was here", "\\u{A}\\# Ward")]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;")]
    [InlineData("[pay](http://evil)", "\\[pay\\](http\\://evil)")]
    [InlineData("`rm -rf`", "\\`rm -rf\\`")]
    [InlineData("a\u202eb", "a\\u{202E}b")]
    [InlineData("a\u2028b", "a\\u{2028}b")]
    [InlineData("\u001b[31m", "\\u{1B}\\[31m")]
    public void HostileTextOnlyEverIsText(string line, string shown) => Assert.Contains(shown, Text(line), StringComparison.Ordinal);

    [Fact]
    public void NoTextAddsALineOrATag()
    {
        var lines = Text("x").Count(c => c == '\n');
        Gen.String.Sample(hostile =>
        {
            var text = Text(hostile);
            return text.Count(c => c == '\n') == lines && !text.Contains('\r') && !text.Contains('<') && !text.Contains('>');
        });
    }

    [Theory]
    [InlineData("- item", "\\- item")]
    [InlineData("1. item", "1\\. item")]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("     code", "code")]
    [InlineData("see www.evil.example and a@b.example", "see www\\.evil.example and a\\@b.example")]
    public void ALineDoesNotBeginLikeMarkup(string hostile, string plain) => Assert.Equal(plain, AfterActionText.Plain(hostile));

    private static CityModel Town { get; } = new(
        new CityId("town"), "Town", "v1", [], [], [new Service(new ServiceId("water"), "Water supply", [], 1000, new Impact(0, 1, 1), 0.5, 0.05, null, null)], [], [], [], [], new Protection([], [], [], []));

    private static Plan Own { get; } = new(
        new PlanId("p1"), Record("x").Prescription, PlanState.RolledBack, null, "ward", 0, [],
        [
            new LeasedAction(new ActionId("p1#0"), new ElementId("fw"), new Measure.DenySource(new ElementId("fw"), IPAddress.Parse("203.0.113.7")),
                new ActionTarget.Source(IPAddress.Parse("203.0.113.7")), "delete it from the set", Noon.AddMinutes(30), ActionState.Released, null),
        ],
        [
            new ManualStep(new Measure.DisableAccount(new AccountId("clerk")), "disable clerk", "ann"),
            new ManualStep(new Measure.DisableAccount(new AccountId("bank")), "call the bank", null),
        ],
        Noon, Noon.AddMinutes(30), []);

    private static string Text(string line) => AfterActionText.Render(Record(line), Town, [Own]);

    private static AfterActionRecord Record(string line) => new(
        new Incident(
            new IncidentId("i1"), 1, new CityId("town"), Noon, Noon, "Password guessing", Severity.High,
            [
                new Finding(
                    new FindingId("f"), new CityId("town"), Noon, 1, "rule:x", "sshd", "Failed sign-ins", Severity.Medium, ["T1110"], Meaning.Attempt, [], true,
                    new Explanation("few", "many", null, Noon, Noon, []), [new EvidenceLine(new FeedId("syslog"), 1, Noon, line)]),
            ],
            []),
        new Forecast(new IncidentId("i1"), 1, new CityId("town"), "v1", Noon, [], [new AttackPath(new ServiceId("water"), 0.4, 5, [], "over ssh to the files")])
        {
            Outlook = new Outlook(100, 720, [], [new NextStep(new AssetId("files"), null, "T1021.004", 0.6, 0.5, null, "sign in to the files\nover ssh")]),
        },
        new Prescription(
            new PrescriptionId("p1"), new IncidentId("i1"), 1, new CityId("town"), "v1", "h", Noon, [new Measure.DenySource(new ElementId("fw"), IPAddress.Parse("203.0.113.7"))], true,
            new Cost(3.5, 2, 1.5, 120), [new ServiceEffect(new ServiceId("water"), 0.9, 120, "slower")], [new Residual(new ServiceId("water"), 0.4, 0.01, 0.05)],
            new Proof(ProofStatus.Optimal, 3.5, 0, "paths", true, []), [], ["it cuts the path"], "water stops"),
        [new Outcome(new CityId("town"), new IncidentId("i1"), 1, new PlanId("p1"), PlanState.RolledBack, Noon.AddMinutes(10), "undone by ann: backup job")],
        [new Judgement(JudgementKind.FalsePositive, "ann", Noon.AddMinutes(20), "a backup job")]);
}
