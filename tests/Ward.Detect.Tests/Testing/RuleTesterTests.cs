using Ward.Detect.Rules;
using Ward.Detect.Testing;
using Ward.Detect.Tests.Rules;
using Ward.Standards.Yaml;

namespace Ward.Detect.Tests.Testing;

public sealed class RuleTesterTests
{
    private const string Root = "title: Root\nname: root\nlogsource: {product: linux, service: sshd}\ndetection:\n  s:\n    user: root\n    status_id: 1\n  condition: s\n";
    private const string Absence =
        "title: Armed\nname: armed\nlogsource: {}\ndetection:\n  s:\n    command: arm\n  condition: s\n---\ntitle: Ordered\nname: ordered\nlogsource: {}\ndetection:\n  s:\n    order: siren\n  condition: s\n"
        + "---\ntitle: Armed without an order\nid: absence\ncorrelation:\n  type: temporal\n  rules: [armed, ordered]\n  group-by: [district]\n  timespan: 2m\n  condition: armed and not ordered\n";

    [Fact]
    public void ALineGoesThroughTheDecoderAndTheEngine()
    {
        var run = Samples.Run(Engines.Set(Root), "root", Samples.Test("match", "sshd", Samples.Accepted), Samples.Test("none", "auto", Samples.Failed), Samples.Test("2", "sshd", Samples.Accepted, Samples.Failed, Samples.Accepted));

        Assert.All(run.Results, r => Assert.True(r.Passed, r.Found));
    }

    [Fact]
    public void AFailureIsExplainedByTheLinesThatDidNotMatch()
    {
        var result = Samples.Run(Engines.Set(Root), "root", Samples.Test("2", "sshd", Samples.Accepted, Samples.Failed)).Results[0];

        Assert.False(result.Passed);
        Assert.Equal("1 finding", result.Found);
        var (number, explanation) = Assert.Single(result.Why);
        Assert.Equal((2, false), (number, explanation.Matches));
    }

    [Fact]
    public void TooMuchIsExplainedByTheLinesThatDidMatch()
    {
        var result = Samples.Run(Engines.Set(Root), "root", Samples.Test("none", "sshd", Samples.Failed, Samples.Accepted)).Results[0];

        Assert.Equal((2, true), Assert.Single(result.Why) is var (number, explanation) ? (number, explanation.Matches) : default);
    }

    [Fact]
    public void ALineThatNobodyUnderstandsIsSaidToBeSo() =>
        Assert.False(Samples.Run(Engines.Set(Root), "root", Samples.Test("none", "sshd", "no such line")).Results[0].Samples[0].Understood);

    [Fact]
    public void ARuleThatOnlyACorrelationCountsIsTestedByItself() =>
        Assert.True(Samples.Run(Engines.Content(), "Failed sign-in over SSH", Samples.Test("1", "sshd", Samples.Failed)).Results[0].Passed);

    [Fact]
    public void ACorrelationIsTestedWithWhatItCounts()
    {
        var five = Enumerable.Repeat(Samples.Failed, 5).ToArray();

        var run = Samples.Run(Engines.Content(), "Password guessing over SSH", Samples.Test("none", "sshd", five), Samples.Test("1", "sshd", [.. five, Samples.Failed]));

        Assert.All(run.Results, r => Assert.True(r.Passed, r.Found));
    }

    [Fact]
    public void LinesWithoutATimeLieApartByWhatTheTestSays()
    {
        var six = Enumerable.Repeat("<38>sshd[1]: Failed password for root from 203.0.113.7 port 5022 ssh2", 6).ToArray();
        var near = Samples.Test("1", "sshd", six) with { At = Lines.Start, Apart = TimeSpan.FromSeconds(10) };

        var run = Samples.Run(Engines.Content(), "Password guessing over SSH", near, near with { Apart = TimeSpan.FromSeconds(30), Expect = Expectation.None });

        Assert.All(run.Results, r => Assert.True(r.Passed, r.Found));
    }

    [Theory]
    [InlineData("match", """{"command":"arm","district":"north"}""")]
    [InlineData("none", """{"order":"siren","district":"north"}""", """{"command":"arm","district":"north"}""")]
    public void WhatWaitsForSomethingNotToComeIsJudgedAtTheEnd(string expect, params string[] lines) =>
        Assert.True(Samples.Run(Engines.Set(Absence), "absence", Samples.Test(expect, "json", lines)).Results[0].Passed);

    [Fact]
    public void TheHostIsTheAssetWhoseLogItIs()
    {
        var set = Engines.Set(Engines.Rule("s:\n  asset: plc-7\ncondition: s"));
        var test = Samples.Test("match", "json", "{}");

        Assert.True(Samples.Run(set, "A rule", test with { Host = "plc-7" }).Results[0].Passed);
        Assert.False(Samples.Run(set, "A rule", test).Results[0].Passed);
    }

    [Fact]
    public void ATimeIsTheLinesOwnAndItCameNoEarlier()
    {
        var sample = Assert.Single(SampleReader.Read(Samples.Test("none", "sshd", Samples.Failed) with { At = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero) }));

        Assert.Equal((new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero), true), (sample.Event.Time, sample.Event.Received == sample.Event.Time));
    }

    [Fact]
    public void ARuleThatIsNotThereIsAProblemThatNamesWhatWasMeant()
    {
        var problems = new List<Problem>();

        Assert.Null(RuleTestRun.Of(new RuleTestFile("t.tests.yml", "roof", 1, [Samples.Test("match", "auto", "x")]), Engines.Set(Root), problems));
        Assert.Equal(("t.tests.yml", 1, "root"), problems.Select(p => (p.File, p.Line, p.Suggestion!)).Single());
    }

    [Fact]
    public void WhatLacksAPositiveOrANegativeSampleIsListed()
    {
        var set = RuleSet.Compile([("a.yml", Root), ("b.yml", Absence)]);
        var run = Samples.Run(set, "root", Samples.Test("match", "sshd", Samples.Accepted));

        Assert.Equal([("Root", true, false), ("Armed", false, false), ("Ordered", false, false), ("Armed without an order", false, false)], Untested.Of(set, [run]).Select(u => (u.Rule.Title, u.Positive, u.Negative)));
    }
}
