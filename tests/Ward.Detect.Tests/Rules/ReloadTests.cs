using Ward.Detect.Rules;

namespace Ward.Detect.Tests.Rules;

public sealed class ReloadTests
{
    private const string Base = "title: Base\nname: base\nlogsource: {}\ndetection:\n  s:\n    user.name: root\n  condition: s\n";
    private const string Count = "---\ntitle: Count\nname: count\ncorrelation:\n  type: event_count\n  rules: [base]\n  group-by: [src_ip]\n  timespan: 60s\n  condition:\n    gte: 3\n";

    private static RuleSet Set(string text) => RuleSet.Compile([("a.yml", text)]);

    [Fact]
    public void ACountThatIsTheSameGoesOnOverAReload()
    {
        var engine = new RuleEngine(Set(Base + Count));
        var lines = new Lines();
        engine.Feed(lines.Sshd(0, "203.0.113.5"));
        engine.Feed(lines.Sshd(1, "203.0.113.5"));

        engine.Use(Set(Base + Count + "---\n" + Engines.Rule("other:\n  x: 1\ncondition: other", title: "New")));

        Assert.Single(engine.Feed(lines.Sshd(2, "203.0.113.5")));
        Assert.Equal(1, engine.Counts.Reloads);
    }

    [Theory]
    [InlineData("user.name: root", "user.name: [root, x]")]
    [InlineData("gte: 3", "gte: 2")]
    public void ACountWhoseMeaningHasChangedBeginsAnew(string was, string now)
    {
        var engine = new RuleEngine(Set(Base + Count));
        var lines = new Lines();
        engine.Feed(lines.Sshd(0, "203.0.113.5"));
        engine.Feed(lines.Sshd(1, "203.0.113.5"));

        engine.Use(Set((Base + Count).Replace(was, now, StringComparison.Ordinal)));

        Assert.Empty(engine.Feed(lines.Sshd(2, "203.0.113.5")));
    }

    [Fact]
    public void RulesThatAreTakenAwaySpeakNoMoreAndNewOnesSpeakAtOnce()
    {
        var engine = new RuleEngine(Set(Engines.Rule("s:\n  user.name: root\ncondition: s", title: "Old")));
        var lines = new Lines();
        Assert.Equal("Old", Assert.Single(engine.Feed(lines.Sshd(0, "203.0.113.5"))).Title);

        engine.Use(Set(Engines.Rule("s:\n  user.name: root\ncondition: s", title: "New")));

        Assert.Equal("New", Assert.Single(engine.Feed(lines.Sshd(1, "203.0.113.5"))).Title);
    }

    [Fact]
    public void ABadRuleStopsNoGoodOne()
    {
        var engine = new RuleEngine(Set(Base));
        var next = Set(Base + "---\ntitle: Bad\n");

        engine.Use(next);

        Assert.Single(engine.Feed(new Lines().Sshd(0, "203.0.113.5")));
        Assert.Equal(("a.yml", 9), (next.Errors[0].File, next.Errors[0].Line));
    }
}
