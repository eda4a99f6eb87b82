using System.Net;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Correlation;

public sealed class EventCountTests
{
    internal const string Base = "title: Failed sign-in\nname: failed\nlogsource:\n  service: sshd\ndetection:\n  refused:\n    status_id: 2\n  condition: refused\ntags: [attack.credential-access, attack.t1110]\n";

    internal static string Count(string condition = "gte: 3", string timespan = "60s", string groupBy = "[src_ip]", string rest = "") =>
        $"{Base}---\ntitle: Guessing\nid: guessing\ncorrelation:\n  type: event_count\n  rules: [failed]\n  group-by: {groupBy}\n  timespan: {timespan}\n  condition:\n    {condition}\n{rest}\nlevel: high\n";

    private readonly Lines lines = new();

    private List<Finding> Feed(RuleEngine engine, params ReadOnlySpan<double> seconds)
    {
        var findings = new List<Finding>();
        foreach (var second in seconds) engine.Evaluate(lines.Sshd(second, "203.0.113.5", received: 1000), findings);
        return findings;
    }

    [Fact]
    public void TheEventThatCompletesTheCountFires()
    {
        var engine = Engines.Of(Count());

        Assert.Empty(Feed(engine, 0, 10));
        var finding = Assert.Single(Feed(engine, 14));

        Assert.Equal(("guessing", 3L, Lines.Start.AddSeconds(14)), (finding.Detector, finding.Offset, finding.Time));
        Assert.Equal("fewer than 3 events of “Failed sign-in” from one source in 60 s", finding.Explanation.Expected);
        Assert.Equal("3 in 14 s", finding.Explanation.Seen);
        Assert.Equal((Lines.Start, Lines.Start.AddSeconds(14)), (finding.Explanation.From, finding.Explanation.To));
        Assert.Equal([new FieldShown("src_ip", "203.0.113.5", "group-by"), new FieldShown("status_id", "2", "refused")], finding.Explanation.Fields);
        Assert.Equal([1L, 2L, 3L], finding.Evidence.Select(l => l.Offset));
        Assert.Equal((Severity.High, Meaning.Attempt, true), (finding.Severity, finding.Meaning, finding.Attested));
        Assert.Equal(["T1110"], finding.Techniques);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(60.001, false)]
    public void TheWindowSlidesAndHasItsLength(double last, bool fires) =>
        Assert.Equal(fires, Feed(Engines.Of(Count()), 0, 30, last).Count == 1);

    [Fact]
    public void AWindowThatCrossesAMinuteIsNoBlindSpot() => Assert.Single(Feed(Engines.Of(Count()), 59, 60, 61));

    [Fact]
    public void SourcesAreCountedApart()
    {
        var engine = Engines.Of(Count());
        var findings = new List<Finding>();
        for (var i = 0; i < 6; i++) engine.Evaluate(lines.Sshd(i, $"203.0.113.{i % 3}"), findings);

        Assert.Empty(findings);
    }

    [Fact]
    public void ABaseRuleIsSilentUnlessItIsToGenerate()
    {
        Assert.Empty(Feed(Engines.Of(Count()), 0));
        Assert.Single(Feed(Engines.Of(Count(rest: "generate: true")), 0));
    }

    [Fact]
    public void ALongAttackSpeaksOnceATimespan()
    {
        var findings = Feed(Engines.Of(Count()), [.. Enumerable.Range(0, 121).Select(i => (double)i)]);

        Assert.Equal([2.0, 62.0], findings.Select(f => (f.Time - Lines.Start).TotalSeconds));
        Assert.Equal("60 in 60 s", findings[1].Explanation.Seen);
    }

    [Fact]
    public void AnAttackThatPausedSpeaksAgain()
    {
        var engine = Engines.Of(Count(timespan: "10s"));

        Assert.Single(Feed(engine, 0, 1, 2, 3));
        Assert.Empty(Feed(engine, 15, 16));
        Assert.Single(Feed(engine, 17));
    }

    [Fact]
    public void MoreThanEqualIsNotEqual()
    {
        // An upper bound is judged when its window can no longer change: 60 s of window and 300 s of lateness later.
        Assert.Single(Feed(Engines.Of(Count("eq: 3")), 0, 1, 2, 361));
        Assert.Empty(Feed(Engines.Of(Count("eq: 3")), 0, 1, 2, 3, 4, 365));
        Assert.Empty(Feed(Engines.Of(Count("eq: 3")), 0, 1, 2, 359));
        Assert.Empty(Feed(Engines.Of(Count("gt: 3")), 0, 1, 2));
        Assert.Single(Feed(Engines.Of(Count("gt: 3")), 0, 1, 2, 3));
    }

    [Fact]
    public void ALateEventWithinTheWindowCounts()
    {
        var finding = Assert.Single(Feed(Engines.Of(Count()), 0, 50, 20));

        // Complete with the third in the order in which they happened, whichever came last.
        Assert.Equal(Lines.Start.AddSeconds(50), finding.Time);
        Assert.Equal("3 in 50 s", finding.Explanation.Seen);
        Assert.Equal([1L, 3L, 2L], finding.Evidence.Select(l => l.Offset));
    }

    [Fact]
    public void AnEventOlderThanTheLatenessIsCountedAsLate()
    {
        var engine = Engines.Of(Count());

        Assert.Empty(Feed(engine, 400, 401, 100));
        Assert.Equal(1, engine.Counts.Late);
    }

    [Fact]
    public void AClockThatRunsAheadDoesNotBlindTheCount()
    {
        var engine = Engines.Of(Count());
        var findings = new List<Finding>();
        engine.Evaluate(lines.Sshd(1_000_000, "203.0.113.5", received: 0), findings);
        engine.Evaluate(lines.Sshd(1, "203.0.113.5"), findings);
        engine.Evaluate(lines.Sshd(2, "203.0.113.5"), findings);

        Assert.Single(findings);
    }

    [Fact]
    public void AnEventWithoutAGroupFieldIsNotCounted()
    {
        var engine = Engines.Of(Count(groupBy: "[src_ip, dst_ip]"));

        Assert.Empty(Feed(engine, 0, 1, 2));
        Assert.Equal(3, engine.Counts.WithoutGroup);
    }

    [Fact]
    public void GroupValuesDoNotRunTogether()
    {
        var engine = Engines.Of(Count(groupBy: "[user, status_detail]"));
        var findings = new List<Finding>();
        foreach (var (user, detail) in (ReadOnlySpan<(string, string)>)[("ab", "c"), ("a", "bc"), ("abc", "c")])
            engine.Evaluate(lines.Sshd(0, "203.0.113.5", user, detail), findings);

        Assert.Empty(findings);
    }

    [Fact]
    public void AnAliasJoinsFieldsOfDifferentNames()
    {
        var text = "title: Out\nname: out\nlogsource:\n  service: a\ndetection:\n  s:\n    to: '*'\n  condition: s\n---\n"
            + "title: In\nname: in\nlogsource:\n  service: b\ndetection:\n  s:\n    from: '*'\n  condition: s\n---\n"
            + "title: Both\ncorrelation:\n  type: event_count\n  rules: [out, in]\n  group-by: [peer]\n  timespan: 60s\n  condition:\n    gte: 2\n  aliases:\n    peer:\n      out: to\n      in: from\n";
        var engine = Engines.Of(text);

        Assert.Empty(engine.Feed(lines.Json(new Ward.Ingest.LogSource("", "", "a"), ("to", "x"))));
        Assert.Empty(engine.Feed(lines.Json(new Ward.Ingest.LogSource("", "", "b"), ("from", "y"))));
        Assert.Single(engine.Feed(lines.Json(new Ward.Ingest.LogSource("", "", "b"), ("from", "x"))));
    }

    [Fact]
    public void AnEventThatTwoCountedRulesMatchCountsOnce()
    {
        var text = Base + "---\n" + Base.Replace("failed", "again", StringComparison.Ordinal)
            + "---\ntitle: Both\ncorrelation:\n  type: event_count\n  rules: [failed, again]\n  timespan: 60s\n  condition:\n    gte: 2\n";

        var engine = Engines.Of(text);

        Assert.Empty(Feed(engine, 0));
        Assert.Single(Feed(engine, 1));
    }

    [Fact]
    public void AForgedLineDoesNotMakeAFindingAttested()
    {
        var engine = Engines.Of(Count());
        Feed(engine, 0, 1);
        lines.Assurance = Assurance.None;

        Assert.False(Assert.Single(Feed(engine, 2)).Attested);
    }

    [Fact]
    public void ForgedLinesDoNotKeepAFindingFromBeingAttested()
    {
        var engine = Engines.Of(Count());
        lines.Assurance = Assurance.None;
        Assert.False(Assert.Single(Feed(engine, 0, 1, 2)).Attested);
        lines.Assurance = Assurance.Session;

        Assert.Empty(Feed(engine, 3, 4));
        lines.Assurance = Assurance.None;
        Assert.Empty(Feed(engine, 4, 4, 4));
        lines.Assurance = Assurance.Session;
        var upgrade = Assert.Single(Feed(engine, 5));

        Assert.True(upgrade.Attested);
        Assert.Equal(2, upgrade.Revision);
        Assert.Equal("3 in 2 s", upgrade.Explanation.Seen);
    }

    [Fact]
    public void AFindingIsAboutWhatItsEventsShare()
    {
        var bySource = Engines.Of(Count());
        var byUser = Engines.Of(Count(groupBy: "[user]"));
        var findings = new List<Finding>();
        for (var i = 0; i < 3; i++)
        {
            bySource.Evaluate(lines.Sshd(i, "203.0.113.5", $"user{i}"), findings);
            byUser.Evaluate(lines.Sshd(i, $"203.0.113.{i}", "root"), findings);
        }

        Assert.Equal<Entity>([new Entity.Source(IPAddress.Parse("203.0.113.5")), new Entity.Host(new AssetId("gate"))], findings[0].Entities);
        Assert.Equal<Entity>([new Entity.Host(new AssetId("gate")), new Entity.Login("root")], findings[1].Entities);
    }

    [Fact]
    public void EvidenceIsTheLastTenLinesAndEachIsCut()
    {
        var engine = Engines.Of(Count("gte: 25"));
        var findings = new List<Finding>();
        for (var i = 0; i < 25; i++) engine.Evaluate(lines.Sshd(i, "203.0.113.5", new string('x', 5000)), findings);

        var evidence = Assert.Single(findings).Evidence;
        Assert.Equal(Enumerable.Range(16, 10).Select(i => (long)i), evidence.Select(l => l.Offset));
        Assert.All(evidence, l => Assert.Equal(1024, l.Line.Length));
    }

    [Fact]
    public void TheGroupLongestWithoutAnEventIsEvictedAndCounted()
    {
        var engine = new RuleEngine(Engines.Set(Count()), new RuleEngineOptions { MaxGroups = 2 });
        var findings = new List<Finding>();
        foreach (var last in (ReadOnlySpan<int>)[1, 2, 1, 3, 1]) engine.Evaluate(lines.Sshd(0, $"203.0.113.{last}"), findings);

        Assert.Single(findings, f => f.Detector == "guessing");
        Assert.Equal((1L, 2), (engine.Counts.Evicted, engine.Counts.Groups));
    }

    [Fact]
    public void EvidenceIsBoundedInBytesToo()
    {
        var engine = new RuleEngine(Engines.Set(Count()), new RuleEngineOptions { MaxBytes = 1 << 16 });
        var findings = new List<Finding>();
        for (var i = 0; i < 1000; i++) engine.Evaluate(lines.Sshd(0, $"203.0.{i / 250}.{i % 250}", new string('x', 5000)), findings);

        Assert.InRange(engine.Counts.Groups, 1, 64);
        Assert.Equal(1000, engine.Counts.Groups + engine.Counts.Evicted);
    }

    [Fact]
    public void AGroupThatExpiredMakesRoomWithoutBeingCounted()
    {
        var engine = new RuleEngine(Engines.Set(Count()), new RuleEngineOptions { Lateness = TimeSpan.Zero });
        var findings = new List<Finding>();
        for (var i = 0; i < 100; i++) engine.Evaluate(lines.Sshd(i * 61, $"203.0.113.{i}"), findings);

        Assert.Equal((0L, 2), (engine.Counts.Evicted, Math.Max(engine.Counts.Groups, 2)));
    }
}
