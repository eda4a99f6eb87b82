using System.Text;
using CsCheck;
using Ward.Detect.Explaining;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Explaining;

public sealed class RuleExplainerTests
{
    private readonly Lines lines = new();

    private static RuleExplanation Explain(string rule, Event e) => new RuleExplainer(Engines.Set(rule).Rules[0]).Explain(e);

    private static IEnumerable<Reason> Leaves(Reason reason) => reason.Parts.Count == 0 ? [reason] : reason.Parts.SelectMany(Leaves);

    [Fact]
    public void TheVerdictIsTheEnginesWhateverTheRuleAndTheEvent()
    {
        var matched = 0;

        Gen.Select(OracleTests.Rule, Gen.Dictionary(OracleTests.Name, OracleTests.Value)[0, 3].Array[4], OracleTests.Word).Sample(
            (text, events, raw) =>
            {
                var set = RuleSet.Compile([("r.yml", text)]);
                var engine = new RuleEngine(set);
                var explainer = new RuleExplainer(set.Rules[0]);
                var lines = new Lines();
                foreach (var fields in events)
                {
                    var e = lines.At(0, raw);
                    foreach (var (name, value) in fields) e.SetUnmapped(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
                    var findings = new List<Finding>();
                    engine.Evaluate(e.Event, findings);
                    var explanation = explainer.Explain(e.Event);
                    if (explanation.Matches) Interlocked.Increment(ref matched);
                    Assert.True(explanation.Matches == (findings.Count == 1), $"{explanation.Condition}: {string.Join(", ", fields)} raw '{raw}'\n{text}");
                }
            },
            iter: 3000, threads: 1);

        Assert.True(matched > 1000, $"Only {matched} matches: the property would prove little.");
    }

    [Fact]
    public void EachFieldSaysWhatIsAskedWhatIsThereAndWhere()
    {
        var explanation = Explain(Engines.Rule("s:\n  user: root\n  src_ip|cidr: 10.0.0.0/8\ncondition: s"), lines.Sshd(0, "203.0.113.5"));

        Assert.False(explanation.Matches);
        var leaves = Leaves(explanation.Condition).ToList();
        Assert.Equal([true, false], leaves.Select(l => l.Holds));
        Assert.Equal(("user is \"root\"", "user", "user.name", "root"), (leaves[0].Words, leaves[0].Field, leaves[0].Path, leaves[0].Value));
        Assert.Equal(("src_ip is an address in 10.0.0.0/8", "src_endpoint.ip", "203.0.113.5", 6), (leaves[1].Words, leaves[1].Path, leaves[1].Value, leaves[1].Line));
    }

    [Fact]
    public void AFieldThatIsNotThereSaysWhereItWasSought()
    {
        var leaf = Assert.Single(Leaves(Explain(Engines.Rule("s:\n  CommandLine: x\ncondition: s"), lines.Sshd(0, "203.0.113.5")).Condition));

        Assert.Null(leaf.Value);
        Assert.Equal(["process.cmd_line", "CommandLine"], leaf.Sought);
    }

    [Fact]
    public void AListSaysWhichOfItsValuesHold()
    {
        var condition = Explain(Engines.Rule("s:\n  user|startswith: [adm, ro]\ncondition: s"), lines.Sshd(0, "203.0.113.5")).Condition;

        Assert.Equal([("begins with \"adm\"", false), ("begins with \"ro\"", true)], Leaves(condition).Select(l => (l.Words, l.Holds)));
    }

    [Fact]
    public void AWordSaysInWhichFieldItWasFound()
    {
        var condition = Explain(Engines.Rule("s: [Failed pass, nothing such]\ncondition: s"), lines.Sshd(0, "203.0.113.5")).Condition;

        Assert.Equal(("status_detail", true), (Leaves(condition).First().Path, condition.Holds));
    }

    [Fact]
    public void AnotherLogSourceIsSaidWithItsPartsAndTheConditionIsLookedAtAllTheSame()
    {
        var explanation = Explain("title: T\nlogsource: {category: webserver, product: linux}\ndetection:\n  s:\n    user: root\n  condition: s\n", lines.Sshd(0, "203.0.113.5"));

        Assert.False(explanation.Matches);
        Assert.True(explanation.Condition.Holds);
        Assert.Equal(["category"], explanation.Source.Failing);
    }

    [Fact]
    public void ACorrelationSaysWhatItCountsInWhichGroupAndWhatItCannotCount()
    {
        var set = Engines.Content();
        var correlation = set.Correlations.Single(c => c.Header.Title == "Password guessing over SSH");
        var counted = lines.Sshd(0, "203.0.113.5");

        var explanation = CorrelationExplainer.Explain(set, correlation, [counted], []);

        Assert.Contains("fewer than 6 events", explanation.Expected, StringComparison.Ordinal);
        var one = Assert.Single(explanation.Events);
        Assert.True(one.Counts);
        Assert.Equal(new KeyPart("src_ip", "src_ip", "src_endpoint.ip", "203.0.113.5"), Assert.Single(one.Group));
    }
}
