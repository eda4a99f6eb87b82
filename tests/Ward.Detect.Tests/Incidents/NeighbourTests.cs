using System.Net;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Flows;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Detect.Tests.Incidents;

public class NeighbourTests
{
    [Fact]
    public void ABreakInOneStepFromAConqueredHostJoinsItsStory()
    {
        var joiner = Joiner();
        var first = joiner.Take(At("web", 1, 0, Meaning.Compromise, "T1190", source: "203.0.113.9"))!;
        var next = joiner.Take(At("db", 2, 600, Meaning.Attempt, "T1110"))!;
        Assert.Equal(first.Id, next.Id);
        var joined = Assert.Single(next.Joins, j => j.Finding == new FindingId("rule/2"));
        Assert.Equal((JoinReason.Neighbour, new FlowId("web-db")), (joined.Reason, joined.Flow));
        Assert.Equal("from web an attack can move to db over the flow web-db", joined.Words);
    }

    [Fact]
    public void AFlowOfZonesJoinsToo()
    {
        var joiner = Joiner();
        var first = joiner.Take(At("desk", 1, 0, Meaning.Compromise, "T1078"))!;
        Assert.Equal(first.Id, joiner.Take(At("files", 2, 60, Meaning.Compromise, "T1078"))!.Id);
    }

    [Fact]
    public void AnAttackDoesNotMoveAgainstTheFlow()
    {
        var joiner = Joiner();
        var first = joiner.Take(At("db", 1, 0, Meaning.Compromise, "T1190"))!;
        Assert.NotEqual(first.Id, joiner.Take(At("web", 2, 60, Meaning.Compromise, "T1078"))!.Id);
    }

    [Fact]
    public void TwoStepsAreNotOne()
    {
        var joiner = Joiner();
        var first = joiner.Take(At("web", 1, 0, Meaning.Compromise, "T1190"))!;
        Assert.NotEqual(first.Id, joiner.Take(At("vault", 2, 60, Meaning.Compromise, "T1078"))!.Id);
    }

    [Fact]
    public void WhatIsLongAgoDoesNotJoin()
    {
        var joiner = Joiner();
        var first = joiner.Take(At("web", 1, 0, Meaning.Compromise, "T1190"))!;
        Assert.NotEqual(first.Id, joiner.Take(At("db", 2, 1801, Meaning.Compromise, "T1078"))!.Id);
    }

    [Fact]
    public void WhatIsMerelyUnusualNextDoorDoesNotJoin()
    {
        var joiner = Joiner();
        var first = joiner.Take(At("web", 1, 0, Meaning.Compromise, "T1190"))!;
        Assert.NotEqual(first.Id, joiner.Take(At("db", 2, 60, Meaning.Unusual, "T1078"))!.Id);
        Assert.NotEqual(first.Id, joiner.Take(At("db", 3, 90, Meaning.Reconnaissance, "T1046"))!.Id);
    }

    [Fact]
    public void AForeignAddressDidNotComeOverTheFlow()
    {
        var joiner = Joiner();
        var first = joiner.Take(At("web", 1, 0, Meaning.Compromise, "T1190", source: "203.0.113.9"))!;
        Assert.NotEqual(first.Id, joiner.Take(At("db", 2, 60, Meaning.Compromise, "T1078", source: "198.51.100.7"))!.Id);
    }

    [Fact]
    public void TheNeighboursOwnAddressDid()
    {
        var joiner = Joiner();
        var first = joiner.Take(At("web", 1, 0, Meaning.Attempt, "T1190", source: "203.0.113.9"))!;
        Assert.Equal(first.Id, joiner.Take(At("db", 2, 60, Meaning.Compromise, "T1078", source: "10.0.0.5"))!.Id);
    }

    [Fact]
    public void TwoAttemptsJoinOnlyInTheOrderOfAnAttack()
    {
        var joiner = Joiner();
        var first = joiner.Take(At("web", 1, 0, Meaning.Attempt, "T1190"))!;
        Assert.Equal(first.Id, joiner.Take(At("db", 2, 60, Meaning.Attempt, "T1110"))!.Id);
        joiner = Joiner();
        first = joiner.Take(At("web", 1, 0, Meaning.Attempt, "T1110"))!;
        Assert.NotEqual(first.Id, joiner.Take(At("db", 2, 60, Meaning.Attempt, "T1190"))!.Id);
    }

    [Fact]
    public void ABusyServerWithManyAttemptsGluesNothing()
    {
        var joiner = Joiner();
        var attempts = Enumerable.Range(1, 20).Select(i => joiner.Take(At("web", i, i, Meaning.Attempt, "T1190", source: $"203.0.113.{i}"))!.Id).ToList();
        Assert.Equal(20, attempts.Distinct().Count());
        Assert.DoesNotContain(joiner.Take(At("db", 99, 60, Meaning.Compromise, "T1078"))!.Id, attempts);
    }

    [Fact]
    public void WithoutFlowsNothingJoinsByThem()
    {
        var joiner = Told.Joiner();
        var first = joiner.Take(At("web", 1, 0, Meaning.Compromise, "T1190"))!;
        Assert.NotEqual(first.Id, joiner.Take(At("db", 2, 60, Meaning.Compromise, "T1078"))!.Id);
    }

    [Fact]
    public void EveryFindingSaysWhyItJoinedAlsoAfterARestart()
    {
        var joiner = Joiner();
        joiner.Take(At("web", 1, 0, Meaning.Compromise, "T1190", source: "203.0.113.9"));
        joiner.Take(At("web", 2, 10, Meaning.Attempt, "T1110", source: "203.0.113.9"));
        joiner.Take(At("db", 3, 20, Meaning.Attempt, "T1110"));
        using var state = new MemoryStream();
        joiner.Save(state);
        state.Position = 0;
        var restored = Joiner();
        Assert.True(restored.TryRestore(state));
        var incident = restored.Take(At("db", 4, 90, Meaning.Compromise, "T1078"))!;
        Assert.Equal([JoinReason.Opened, JoinReason.SharedSource, JoinReason.Neighbour, JoinReason.SameAttempt], incident.Joins.Select(j => j.Reason));
        Assert.Equal("it comes from 203.0.113.9 too", incident.Joins[1].Words);
        Assert.Equal(incident.Findings.Select(f => f.Id).Order(Comparer<FindingId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))), incident.Joins.Select(j => j.Finding));
    }

    private static Finding At(string host, long offset, double seconds, Meaning meaning, string technique, string? source = null) =>
        Told.Finding(offset, seconds, source, host, null, meaning, technique: technique);

    private static IncidentJoiner Joiner() =>
        new(Told.City, new JoinOptions(), ip => ip.Equals(IPAddress.Parse("10.0.0.5")) ? new AssetId("web") : null, new OfCity<CityFlows>(Town, c => new CityFlows(c)));

    private static CityModel Town()
    {
        Asset Of(string id, string zone) => new(new AssetId(id), id, new ZoneId(zone), AssetKind.Server, [], [], []);
        FlowEnd Host(string id) => new FlowEnd.OfAsset(new AssetId(id));
        FlowEnd Zone(string id) => new FlowEnd.OfZone(new ZoneId(id));
        Flow Over(string id, FlowEnd from, FlowEnd to) => new(new FlowId(id), from, to, Transport.Tcp, 0, [], 1);
        return new CityModel(
            Told.City, "Brackwater", "v", [], [Of("web", "dmz"), Of("db", "data"), Of("vault", "data"), Of("desk", "office"), Of("files", "shares")], [], [],
            [Over("web-db", Host("web"), Host("db")), Over("db-vault", Host("db"), Host("vault")), Over("office-files", Zone("office"), Zone("shares"))], [], [],
            Protection.None);
    }
}
