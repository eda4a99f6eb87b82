using System.Net;
using Ward.Detect.Findings;

namespace Ward.Detect.Tests.Incidents;

public class AttestationTests
{
    private static readonly Entity.Source Accused = new(IPAddress.Parse("203.0.113.9"));

    [Fact]
    public void OneAttestedFindingAttests() => Assert.True(IsAttested(Told.Finding(1, 0, attested: true)));

    [Fact]
    public void ForgeableLinesNeverAttestHoweverManyFamilies() =>
        Assert.False(IsAttested(Told.Finding(1, 0, family: "sshd"), Told.Finding(2, 1, family: "nginx"), Told.Finding(3, 2, family: "nftables")));

    [Fact]
    public void TwoFamiliesOfKnownSendersAttest() =>
        Assert.True(IsAttested(Told.Finding(1, 0, known: true, family: "sshd"), Told.Finding(2, 1, known: true, family: "nginx")));

    [Fact]
    public void OneFamilyTwiceIsNoSecondWitness() =>
        Assert.False(IsAttested(Told.Finding(1, 0, known: true, family: "sshd"), Told.Finding(2, 1, known: true, family: "SSHD")));

    [Fact]
    public void AKnownAndAForgeableWitnessAreNotTwo() =>
        Assert.False(IsAttested(Told.Finding(1, 0, known: true, family: "sshd"), Told.Finding(2, 1, family: "nginx")));

    [Fact]
    public void WhatIsMerelyUnusualAttestsNothing() =>
        Assert.False(IsAttested(Told.Finding(1, 0, attested: true, known: true, meaning: Meaning.Unusual), Told.Finding(2, 1, meaning: Meaning.Compromise)));

    [Fact]
    public void AnotherAddressIsNotAttestedByIt()
    {
        var joiner = Told.Joiner();
        joiner.Take(Told.Finding(1, 0, attested: true));
        var incident = joiner.Take(Told.Finding(2, 1, source: "198.51.100.7", meaning: Meaning.Compromise))!;
        Assert.False(incident.IsAttested(new Entity.Source(IPAddress.Parse("198.51.100.7"))));
    }

    private static bool IsAttested(params Finding[] findings)
    {
        var joiner = Told.Joiner();
        foreach (var finding in findings) joiner.Take(finding);
        // A late repeat of the weakest kind shows the incident as it stands.
        return joiner.Take(Told.Finding(99, 200, meaning: Meaning.Unusual))!.IsAttested(Accused);
    }
}
