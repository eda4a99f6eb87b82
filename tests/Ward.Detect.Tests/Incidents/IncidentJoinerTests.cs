using System.Net;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Detect.Tests.Incidents;

public class IncidentJoinerTests
{
    [Fact]
    public void FindingsFromOneAddressAreOneIncident()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(Told.Finding(1, 0))!;
        var second = joiner.Take(Told.Finding(2, 300, host: "web", login: "root"))!;
        Assert.Equal((first.Id, 1, 2), (second.Id, first.Revision, second.Revision));
    }

    [Fact]
    public void TheIdComesFromTheFirstFinding() =>
        Assert.Equal(Told.Joiner().Take(Told.Finding(1, 0))!.Id, Told.Joiner().Take(Told.Finding(1, 900, source: "10.0.0.1"))!.Id);

    [Fact]
    public void BeyondTheWindowANewIncidentOpens()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(Told.Finding(1, 0))!;
        Assert.NotEqual(first.Id, joiner.Take(Told.Finding(2, 7201))!.Id);
    }

    [Fact]
    public void TheWindowSlides()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(Told.Finding(1, 0))!;
        joiner.Take(Told.Finding(2, 7000));
        Assert.Equal(first.Id, joiner.Take(Told.Finding(3, 14_000))!.Id);
    }

    [Fact]
    public void TwoAddressesAtOneBusyServerAreTwoIncidents()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(Told.Finding(1, 0, login: "root"))!;
        Assert.NotEqual(first.Id, joiner.Take(Told.Finding(2, 10, source: "198.51.100.7", login: "root"))!.Id);
    }

    [Fact]
    public void AnotherAddressThatGetsInWhereTheFirstTriedJoins()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(Told.Finding(1, 0))!;
        Assert.Equal(first.Id, joiner.Take(Told.Finding(2, 60, source: "198.51.100.7", meaning: Meaning.Compromise, technique: "T1078"))!.Id);
    }

    [Fact]
    public void WhatAnIntruderDoesOnOneHostIsOneStory()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(Told.Finding(1, 0, source: null, login: null, meaning: Meaning.Activity, severity: Severity.High, technique: "T1059.001"))!;
        var second = joiner.Take(Told.Finding(2, 120, source: null, login: null, meaning: Meaning.Activity, severity: Severity.High, technique: "T1003.001"));
        var elsewhere = joiner.Take(Told.Finding(3, 130, source: null, host: "web", login: null, meaning: Meaning.Activity, severity: Severity.High, technique: "T1003.001"))!;
        Assert.True(second is null || second.Id == first.Id);
        Assert.NotEqual(first.Id, elsewhere.Id);
    }

    [Fact]
    public void AnAttemptWithoutAnAddressJoinsByHostWhenCloseInTime()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(Told.Finding(1, 0))!;
        Assert.Equal(first.Id, joiner.Take(Told.Finding(2, 200, source: null, login: null))!.Id);
        Assert.NotEqual(first.Id, joiner.Take(Told.Finding(3, 600, source: null, login: null))!.Id);
    }

    [Fact]
    public void WhatIsMerelyUnusualDoesNotJoinByHost()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(Told.Finding(1, 0))!;
        Assert.NotEqual(first.Id, joiner.Take(Told.Finding(2, 10, source: null, meaning: Meaning.Unusual))!.Id);
    }

    [Fact]
    public void AStepFromAConqueredHostJoinsItsIncident()
    {
        var joiner = Told.Joiner(assetAt: ip => ip.Equals(IPAddress.Parse("10.0.0.5")) ? new AssetId("bastion") : null);
        var first = joiner.Take(Told.Finding(1, 0, meaning: Meaning.Compromise, technique: "T1078"))!;
        var step = Told.Finding(2, 3600, source: "10.0.0.5", host: "database", login: "dba");
        Assert.Equal(first.Id, joiner.Take(step)!.Id);
    }

    [Fact]
    public void AStepFromAHostThatWasOnlyTriedDoesNotJoin()
    {
        var joiner = Told.Joiner(assetAt: ip => ip.Equals(IPAddress.Parse("10.0.0.5")) ? new AssetId("bastion") : null);
        var first = joiner.Take(Told.Finding(1, 0))!;
        Assert.NotEqual(first.Id, joiner.Take(Told.Finding(2, 3600, source: "10.0.0.5", host: "database", login: "dba"))!.Id);
    }

    [Fact]
    public void RepeatsWithinAMinuteAreFoldedIn()
    {
        var joiner = Told.Joiner();
        joiner.Take(Told.Finding(1, 0));
        for (var i = 2; i < 60; i++) Assert.Null(joiner.Take(Told.Finding(i, i)));
        var next = joiner.Take(Told.Finding(100, 61))!;
        Assert.Equal(2, next.Revision);
        Assert.EndsWith("(58 repeats)", next.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void AFloodMakesOneRevisionAMinute()
    {
        var joiner = Told.Joiner();
        for (var i = 0; i < 60_000; i++) joiner.Take(Told.Finding(i, i / 100.0));
        Assert.Equal(10, joiner.Counts.Revisions);
    }

    [Fact]
    public void AListOfTenThousandNamesDoesNotMakeTenThousandRevisions()
    {
        var joiner = Told.Joiner();
        for (var i = 0; i < 10_000; i++) joiner.Take(Told.Finding(i, i / 1000.0, login: $"user{i}"));
        Assert.InRange(joiner.Counts.Revisions, 1, 10);
    }

    [Theory]
    [InlineData("host")]
    [InlineData("severity")]
    [InlineData("meaning")]
    [InlineData("attested")]
    public void WhatIsWorthADecisionIsARevisionAtOnce(string what)
    {
        var joiner = Told.Joiner();
        joiner.Take(Told.Finding(1, 0));
        var second = what switch
        {
            "host" => Told.Finding(2, 1, host: "web"),
            "severity" => Told.Finding(2, 1, severity: Severity.High),
            "meaning" => Told.Finding(2, 1, meaning: Meaning.Compromise),
            _ => Told.Finding(2, 1, attested: true),
        };
        Assert.Equal(2, joiner.Take(second)?.Revision);
    }

    [Fact]
    public void ARevisionThatSaysNoMoreIsNoNewDecisionAndTakesTheEarliersPlace()
    {
        var joiner = Told.Joiner();
        var first = Told.Finding(1, 0, attested: true);
        Assert.Equal(1, joiner.Take(first)?.Revision);

        Assert.Null(joiner.Take(first with { Revision = 2, Explanation = first.Explanation with { Seen = "more" } }));
        Assert.Null(joiner.Take(first));

        var next = joiner.Take(Told.Finding(2, 1, severity: Severity.High))!;
        Assert.Equal([2, 1], next.Findings.Select(f => f.Revision));
        Assert.Equal((2, first.Time), (next.Revision, next.Opened));
    }

    [Fact]
    public void ARevisionThatIsAttestedWhereTheEarlierWasNotIsANewDecision()
    {
        var joiner = Told.Joiner();
        var first = Told.Finding(1, 0);
        joiner.Take(first);

        Assert.Equal(2, joiner.Take(first with { Revision = 2, Attested = true })?.Revision);
    }

    [Fact]
    public void ACompromiseRaisesTheSeverityByOne() =>
        Assert.Equal(Severity.Critical, Told.Joiner().Take(Told.Finding(1, 0, meaning: Meaning.Compromise, severity: Severity.High))!.Severity);

    [Fact]
    public void ALowUnusualFindingOpensALowIncident() =>
        Assert.Equal(Severity.Low, Told.Joiner().Take(Told.Finding(1, 0, meaning: Meaning.Unusual, severity: Severity.Low))!.Severity);

    [Fact]
    public void TheTitleTellsTheStory()
    {
        var joiner = Told.Joiner();
        joiner.Take(Told.Finding(1, 0));
        var second = joiner.Take(Told.Finding(2, 30, meaning: Meaning.Compromise, technique: "T1078", severity: Severity.High))!;
        Assert.Equal("Password guessing from 203.0.113.9 against bastion, then a successful sign-in as backup", second.Title);
    }

    [Fact]
    public void TheSameFindingTwiceIsToldOnce()
    {
        var joiner = Told.Joiner();
        joiner.Take(Told.Finding(1, 0));
        Assert.Null(joiner.Take(Told.Finding(1, 0)));
        Assert.Equal(0, joiner.Counts.Folded);
    }

    [Fact]
    public void ManyIncidentsCloseTheOldestEarlyAndCountIt()
    {
        var joiner = Told.Joiner(new JoinOptions { Open = 8 });
        for (var i = 0; i < 20; i++) joiner.Take(Told.Finding(i, i, source: $"198.51.100.{i}", host: $"h{i}", login: $"l{i}"));
        Assert.Equal(12, joiner.Counts.ClosedEarly);
    }

    [Fact]
    public void AFindingAheadOfItsReceiptDoesNotCloseWhatIsOpen()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(Told.Finding(1, 0))!;
        joiner.Join(Told.Finding(2, 80_000, source: "198.51.100.7", login: "x"), Told.Noon.AddSeconds(1));
        joiner.Take(Told.Finding(3, 5, source: "198.51.100.8", login: "y"));
        Assert.Equal(first.Id, joiner.Take(Told.Finding(4, 100))!.Id);
    }

    [Fact]
    public void AFeedThatCatchesUpHoursLateStillMakesOneIncident()
    {
        var joiner = Told.Joiner();
        joiner.Take(Told.Finding(1, 0, source: "198.51.100.7", login: "x"));
        var ids = Enumerable.Range(0, 10).Select(i => joiner.Join(Told.Finding(10 + i, -20_000 + (i * 100)), Told.Noon.AddSeconds(i))!.Id);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void EvidenceIsBoundedAndWhatCountsOutlivesTheFlood()
    {
        var joiner = Told.Joiner(new JoinOptions { Findings = 8, EvidenceCharacters = 1024 });
        joiner.Take(Told.Finding(0, 0));
        joiner.Take(Told.Finding(1, 1, attested: true));
        for (var i = 2; i < 200; i++) joiner.Take(Told.Finding(i, i, line: new string('x', 400), severity: Severity.High));
        var last = joiner.Take(Told.Finding(900, 900))!;
        Assert.True(last.IsAttested(new Entity.Source(IPAddress.Parse("203.0.113.9"))));
        Assert.Equal(8, last.Findings.Count);
        Assert.InRange(last.Findings.Sum(f => f.Evidence.Sum(e => e.Line.Length)), 0, 1024);
        Assert.InRange(joiner.Counts.Dropped, 190, 1000);
    }

    [Fact]
    public void FindingsAreOldestFirstEvenWhenOneIsLate()
    {
        var joiner = Told.Joiner();
        joiner.Take(Told.Finding(1, 100));
        var incident = joiner.Take(Told.Finding(2, 0, host: "web"))!;
        Assert.Equal([2L, 1L], incident.Findings.Select(f => f.Offset));
    }
}
