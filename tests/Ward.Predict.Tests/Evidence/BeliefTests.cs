using System.Net;
using CsCheck;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Predict.Evidence;
using Ward.Predict.Tests.Cities;

namespace Ward.Predict.Tests.Evidence;

public sealed class BeliefTests
{
    private static readonly Foresight Small = new(SmallCity.Model);
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(400);
    private static readonly string[] Families = ["sshd", "syslog", "nginx"];
    private static readonly string[] Hosts = ["bastion", "web", "fileserver", "plc", "nowhere"];
    private static readonly string[] Techniques = ["T1110", "T1190", "T1078"];

    private static readonly Gen<Finding> AnyFinding = Gen.Select(
        Gen.Enum<Meaning>(), One(Families), One(Hosts), One(Techniques), One("203.0.113.9", "198.51.100.4", "10.0.1.20"), Gen.Bool,
        Gen.Double[0, 100]).Select((meaning, family, host, technique, from, attested, days) =>
            Incidents.Finding(meaning, technique, attested, family, Incidents.From(from), Incidents.Host(host)) with { Time = Now.AddDays(-days) });

    private static readonly Gen<Clearance> AnyClearance = Gen.Select(One(Hosts), One("person", "sshd"), Gen.Double[0, 100], Gen.Bool).Select((host, by, days, source) =>
        new Clearance(source ? new Entity.Source(IPAddress.Parse("203.0.113.9")) : Incidents.Host(host), by, Now.AddDays(-days)));

    [Fact]
    public void IncriminatingEvidenceNeverLowersABelief() => Gen.Select(AnyFinding.List[0, 6], AnyFinding, AnyClearance.List[0, 2]).Sample((findings, more, cleared) =>
    {
        var (before, after) = (Beliefs(findings, cleared), Beliefs([.. findings, more], cleared));
        return before.All(b => after[b.Key] >= b.Value - 1e-12);
    });

    [Fact]
    public void ClearingEvidenceNeverRaisesABelief() => Gen.Select(AnyFinding.List[1, 6], AnyClearance.List[0, 3], AnyClearance).Sample((findings, cleared, more) =>
    {
        var (before, after) = (Beliefs(findings, cleared), Beliefs(findings, [.. cleared, more]));
        return before.Count == after.Count && before.All(b => after[b.Key] <= b.Value + 1e-12);
    });

    [Fact]
    public void TheOrderOfEvidenceDoesNotMatter() => Gen.Select(AnyFinding.List[0, 6], Gen.Int[0, 1000]).Sample((findings, seed) =>
    {
        var shuffled = findings.ToArray();
        new Random(seed).Shuffle(shuffled);
        var (one, two) = (Beliefs(findings, []), Beliefs(shuffled, []));
        return one.All(b => Math.Abs(two[b.Key] - b.Value) < 1e-12);
    });

    [Fact]
    public void NoFamilyMovesABeliefBeyondItsCap() => Gen.Select(Gen.Double[0.01, 0.5], Gen.Double[-8, 8].List[1, 200]).Sample((prior, ratios) =>
    {
        var alone = Math.Log(Belief.From(prior, ratios.Select(r => ("one", r)))) - Math.Log(1 - Belief.From(prior, ratios.Select(r => ("one", r))));
        var start = Math.Log(prior / (1 - prior));
        return Math.Abs(alone - start) <= Belief.FamilyCap + 1e-9 && Math.Abs(alone) <= Belief.Ceiling + 1e-9;
    });

    [Fact]
    public void OlderEvidenceNeverCountsMore() => Gen.Select(Gen.Double[0, 6], Gen.Double[0, 1000], Gen.Double[0, 1000]).Sample((ratio, a, b) =>
        (a <= b) == (Fade(ratio, a) >= Fade(ratio, b)) || Math.Abs(Fade(ratio, a) - Fade(ratio, b)) < 1e-12);

    /// <summary>One rule of level high is wrong too often to be acted upon alone.</summary>
    [Fact]
    public void AHostOnWhichAnIntruderIsSeenTwiceIsBelievedHeld()
    {
        var once = Beliefs([Seen("T1059", Incidents.Host("fileserver"))], []);
        var twice = Beliefs([Seen("T1059", Incidents.Host("fileserver")), Seen("T1003", Incidents.Host("fileserver"))], []);
        Assert.InRange(Assert.Single(once).Value, 0.3, 0.5);
        Assert.InRange(Assert.Single(twice).Value, 0.5, 0.9);

        static Finding Seen(string technique, Entity on) => Incidents.Finding(Meaning.Activity, technique, false, "sysmon", on) with { Time = Now };
    }

    [Fact]
    public void WhatIsDoneToAHostFromElsewhereDoesNotMakeItHeld()
    {
        var beliefs = Beliefs([Incidents.Finding(Meaning.Activity, "T0858", false, "packets", Incidents.From("203.0.113.9"), Incidents.Host("plc")) with { Time = Now }], []);
        Assert.Equal(Incidents.From("203.0.113.9"), Assert.Single(beliefs).Key);
    }

    [Fact]
    public void EvidenceHalvesInItsHalfLifeAndEndsAtThePrior()
    {
        Assert.Equal(2.6, Belief.Faded(5.2, Belief.HostHalfLife, Belief.HostHalfLife), 12);
        Assert.Equal(5.2, Belief.Faded(5.2, TimeSpan.FromDays(-3), Belief.HostHalfLife));
        Assert.Equal(Belief.HostPrior, Belief.From(Belief.HostPrior, [("a", Belief.Faded(5.2, TimeSpan.FromDays(3000), Belief.HostHalfLife))]), 6);
    }

    [Fact]
    public void AnOldBreakInIsBelievedLessThanAFreshOne()
    {
        var broken = Incidents.Finding(Meaning.Compromise, "T1078", true, "sshd", Incidents.Host("bastion"));
        var (fresh, old) = (Beliefs([broken with { Time = Now }], []).Values.Single(), Beliefs([broken with { Time = Now.AddDays(-60) }], []).Values.Single());

        Assert.True(old < fresh / 2, $"{old} against {fresh}");
    }

    [Fact]
    public void AnExaminedHostSaysSo()
    {
        var broken = Incidents.Finding(Meaning.Compromise, "T1078", true, "sshd", Incidents.Host("bastion"));
        var foothold = new Foresight(SmallCity.Model).Foresee(Incidents.Of(broken), [new Clearance(Incidents.Host("bastion"), "person", DateTimeOffset.UnixEpoch)]).Footholds.Single();

        Assert.EndsWith("examined, and nothing found", foothold.Because, StringComparison.Ordinal);
        Assert.StartsWith("one finding of sshd", foothold.Because, StringComparison.Ordinal);
    }

    private static Gen<string> One(params string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static double Fade(double ratio, double days) => Belief.Faded(ratio, TimeSpan.FromDays(days), Belief.SourceHalfLife);

    private static Dictionary<Entity, double> Beliefs(IReadOnlyList<Finding> findings, IReadOnlyList<Clearance> cleared)
    {
        Incident incident = Incidents.Of([.. findings]) with { Updated = Now };
        return Small.Foresee(incident, cleared).Footholds.ToDictionary(f => f.Where, f => f.Belief);
    }
}
