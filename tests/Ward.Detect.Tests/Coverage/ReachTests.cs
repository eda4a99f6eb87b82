using Ward.Detect.Coverage;
using Ward.Detect.Tests.Rules;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Standards.Attack;

namespace Ward.Detect.Tests.Coverage;

public sealed class ReachTests
{
    private static FeedReach Feeds(params (string Decoder, FeedKind Kind)[] feeds) =>
        FeedReach.Of(feeds.Select((f, i) => new FeedOptions(new FeedId($"f{i}"), f.Kind, null, null, f.Decoder, null, [])));

    private static RuleReach Reach(string source, string detection, FeedReach feeds) =>
        new ReachFinder(Engines.Set($"title: R\nlogsource: {source}\ndetection:\n{Engines.Indent(detection)}\n"), feeds).All()[0];

    [Theory]
    [InlineData("{product: linux, service: sshd}", "s:\n  user: root\ncondition: s")]
    [InlineData("{product: windows, category: process_creation}", "s:\n  Image|endswith: x\ncondition: s")]
    [InlineData("{product: zeek, service: modbus}", "s:\n  func: x\ncondition: s")]
    [InlineData("{category: ot, product: modbus}", "s:\n  ot.function_name: x\ncondition: s")]
    [InlineData("{product: linux, service: auth}", "s:\n  user: root\ncondition: s")]
    [InlineData("{}", "s: [word]\ncondition: s")]
    public void WhatADecoderWritesCanFire(string source, string detection) => Assert.Equal(Reachable.Yes, Reach(source, detection, FeedReach.Everything).Reachable);

    [Fact]
    public void WhatNoDecoderOfTheFeedsWritesNeverFires()
    {
        var reach = Reach("{product: linux, service: sshd}", "s:\n  user: root\ncondition: s", Feeds(("nginx", FeedKind.File)));

        Assert.Equal((Reachable.No, "no feed at hand has a decoder that writes product linux, service sshd"), (reach.Reachable, reach.Reason));
    }

    [Fact]
    public void AFieldThatTheDecoderNeverSetsIsNamed()
    {
        var reach = Reach("{category: ot, product: modbus}", "s:\n  ot.funktion: 5\ncondition: s", FeedReach.Everything);

        Assert.Equal(Reachable.OnlyBySelfStatement, reach.Reachable);
        Assert.Equal("the decoder modbus never sets ot.funktion", reach.Reason);
    }

    [Theory]
    [InlineData("a:\n  nothing: x\nb:\n  user: root\ncondition: a or b", Reachable.Yes)]
    [InlineData("a:\n  nothing: x\nb:\n  user: root\ncondition: a and b", Reachable.No)]
    [InlineData("a:\n  nothing: null\n  user: root\ncondition: a", Reachable.Yes)]
    [InlineData("a:\n  nothing|neq: x\ncondition: a", Reachable.Yes)]
    [InlineData("a:\n  nothing: x\nb:\n  user: root\ncondition: b and not a", Reachable.Yes)]
    [InlineData("a:\n  user: root\nb:\n  nothing: null\ncondition: a and not b", Reachable.No)]
    [InlineData("a:\n  nothing: x\nb:\n  nothing: y\nc:\n  user: root\ncondition: 2 of them", Reachable.No)]
    [InlineData("a:\n  status_id: 1\n  feed: x\n  time|hour: 5\ncondition: a", Reachable.Yes)]
    public void AbsentFieldsAreReasonedAboutThroughTheCondition(string detection, Reachable expected) =>
        Assert.Equal(expected, Reach("{product: linux, service: sshd}", detection, Feeds(("sshd", FeedKind.File))).Reachable);

    [Fact]
    public void AnAutomaticFeedOfLinesBringsNoPackets()
    {
        const string Detection = "s:\n  ot.function_name: x\ncondition: s";

        Assert.NotEqual(Reachable.Yes, Reach("{category: ot, product: modbus}", Detection, Feeds(("auto", FeedKind.File))).Reachable);
        Assert.Equal(Reachable.Yes, Reach("{category: ot, product: modbus}", Detection, Feeds(("auto", FeedKind.Pcap))).Reachable);
    }

    [Fact]
    public void ALineMayStateItsLogSourceWhichCountsWhereTheFeedIsMeantForIt()
    {
        const string Source = "{product: dispatch, service: calls}", Detection = "s:\n  kind: x\ncondition: s";

        Assert.Equal(Reachable.OnlyBySelfStatement, Reach(Source, Detection, Feeds(("auto", FeedKind.Http))).Reachable);
        Assert.Equal(Reachable.Yes, Reach(Source, Detection, Feeds(("json", FeedKind.Http))).Reachable);
    }

    [Fact]
    public void ACorrelationNeverSpeaksWhereNothingThatItCountsCanFire()
    {
        var reaches = new ReachFinder(Engines.Content(), Feeds(("nginx", FeedKind.File))).All();

        Assert.Equal(Reachable.No, reaches.Single(r => r.Rule.Title == "Password guessing over SSH").Reachable);
        Assert.Equal(Reachable.Yes, reaches.Single(r => r.Rule.Title == "Web server scanned").Reachable);
    }

    [Fact]
    public void EveryRuleThatComesWithWardCanFire() =>
        Assert.All(new ReachFinder(Engines.Content(), FeedReach.Everything).All(), r => Assert.True(r.Reachable == Reachable.Yes, $"{r.Rule.Title}: {r.Reason}"));

    [Fact]
    public void TechniquesAreThoseOfWhatSpeaksUnderTheirTactics()
    {
        var set = Engines.Content();

        var techniques = TechniqueCoverage.Of(set, new ReachFinder(set, FeedReach.Everything).All());

        var guessing = Assert.Single(techniques, t => t.Id == "T1110.001");
        Assert.Equal((AttackDomain.Enterprise, "credential-access", set.Correlations.Count(c => c.Header.Tags.Contains("attack.t1110.001"))), (guessing.Domain, Assert.Single(guessing.Tactics), guessing.Able));
    }

    [Fact]
    public void AnOldIdOfIcsIsToldByItsNewOne()
    {
        var set = Engines.Set("title: R\ntags: [attack.t0855]\nlogsource: {category: ot, product: modbus}\ndetection:\n  s:\n    ot.function_name: x\n  condition: s\n");

        var technique = Assert.Single(TechniqueCoverage.Of(set, new ReachFinder(set, FeedReach.Everything).All()));

        Assert.Equal(("T1692.001", AttackDomain.Ics, "impair-process-control"), (technique.Id, technique.Domain, Assert.Single(technique.Tactics)));
    }
}
