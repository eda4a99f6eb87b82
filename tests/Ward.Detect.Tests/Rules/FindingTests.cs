using System.Net;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Tests.Rules;

public sealed class FindingTests
{
    private const string Detection = "failed:\n  status_id: 2\nguest:\n  user: guest\ncondition: failed and not guest";

    private static Finding One(string rest = "level: high", Action<Lines>? with = null, string source = "203.0.113.5", string user = "root")
    {
        var lines = new Lines();
        with?.Invoke(lines);
        return Assert.Single(Engines.Of(Engines.Rule(Detection, rest, "Refused at the Gate!")).Feed(lines.Sshd(3, source, user)));
    }

    [Fact]
    public void AFindingSaysWhatWasSeenByWhichFieldsOfWhichSelection()
    {
        var finding = One();

        Assert.Equal("no event of “Refused at the Gate!”", finding.Explanation.Expected);
        Assert.Equal("1 event", finding.Explanation.Seen);
        Assert.Equal([new FieldShown("status_id", "2", "failed")], finding.Explanation.Fields);
        Assert.Equal("sshd[1]: Failed password for root from 203.0.113.5 port 4000 ssh2", Assert.Single(finding.Evidence).Line);
        Assert.Equal((Lines.Start.AddSeconds(3), 1L, "sshd", Severity.High), (finding.Time, finding.Offset, finding.Family, finding.Severity));
    }

    [Fact]
    public void AFindingIsAboutSourceHostAndLogin() =>
        Assert.Equal<Entity>(
            [new Entity.Source(IPAddress.Parse("203.0.113.5")), new Entity.Host(new AssetId("gate")), new Entity.Login("root")], One().Entities);

    [Theory]
    [InlineData("UNKNOWN")]
    [InlineData("1")]
    [InlineData("010.0.0.1")]
    [InlineData("203.0.113.5 from 198.51.100.1")]
    public void WhatIsNoPlainAddressIsNoSource(string text) => Assert.DoesNotContain(One(source: text).Entities, e => e is Entity.Source);

    [Fact]
    public void AnAddressOfIPv4WithinIPv6IsThatOfIPv4() =>
        Assert.Contains(new Entity.Source(IPAddress.Parse("203.0.113.5")), One(source: "::ffff:203.0.113.5").Entities);

    [Fact]
    public void TheSameEventGivesTheSameIdAndAnotherEventAnother()
    {
        var engine = Engines.Of(Engines.Rule(Detection));
        var lines = new Lines();

        var first = Assert.Single(engine.Feed(lines.Sshd(0, "203.0.113.5"))).Id;
        var second = Assert.Single(engine.Feed(lines.Sshd(0, "203.0.113.5"))).Id;

        Assert.NotEqual(first, second);
        Assert.Equal(first, Assert.Single(Engines.Of(Engines.Rule(Detection)).Feed(new Lines().Sshd(0, "203.0.113.5"))).Id);
        Assert.Matches("^[0-9a-f]{32}$", first.Value);
    }

    [Theory]
    [InlineData(Assurance.None, false)]
    [InlineData(Assurance.Session, true)]
    [InlineData(Assurance.Authenticated, true)]
    public void AFindingIsAttestedOnlyWhereTheSenderIsKnown(Assurance assurance, bool attested) =>
        Assert.Equal(attested, One(with: l => l.Assurance = assurance).Attested);

    [Fact]
    public void AFindingIsNotAttestedWhereTheSourceIsNotProven() =>
        Assert.False(Assert.Single(Engines.Of(Engines.Rule("s:\n  dst_port: 22\ncondition: s")).Feed(new Lines().Nftables(0, "203.0.113.5", "22"))).Attested);

    [Fact]
    public void TechniquesAreUpperCaseAndOfTheCurrentVersion() =>
        Assert.Equal(["T1110.001", "T1685.005"], One("tags: [attack.t1110.001, attack.T1070.001, attack.discovery, attack.g0001]").Techniques);

    [Theory]
    [InlineData("ward: {meaning: compromise}", Meaning.Compromise)]
    [InlineData("tags: [attack.reconnaissance]", Meaning.Reconnaissance)]
    [InlineData("tags: [attack.discovery]", Meaning.Reconnaissance)]
    [InlineData("tags: [attack.discovery, attack.credential-access]", Meaning.Attempt)]
    [InlineData("tags: [attack.initial-access]\nlevel: informational", Meaning.Unusual)]
    [InlineData("tags: [attack.impact]", Meaning.Unusual)]
    [InlineData("status: test", Meaning.Unusual)]
    public void TheMeaningIsStatedOrFollowsFromTheTactic(string rest, Meaning meaning) => Assert.Equal(meaning, One(rest).Meaning);

    [Fact]
    public void ALongHostileValueIsCut()
    {
        var finding = One(user: new string('ä', 5000));

        Assert.Equal(128, finding.Entities.OfType<Entity.Login>().Single().Name.Length);
        Assert.True(finding.Evidence[0].Line.Length <= 1024);
    }

    [Fact]
    public void ARuleWithoutAnIdIsKnownByItsTitle() => Assert.Equal("refused-at-the-gate", One().Detector);
}
