using CsCheck;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Rules;
using Ward.Detect.Tuning;
using Ward.Ingest;

namespace Ward.Detect.Tests.Tuning;

public sealed class FilterTests
{
    private const string Failure = """
        title: Failure of root
        id: 00000000-0000-4000-8000-000000000001
        logsource: {product: linux, service: sshd}
        detection: {s: {status_id: 2, status_detail|contains: password}, condition: s}
        level: high
        """;

    private const string Counted = """
        title: Counted failure
        name: failure
        logsource: {product: linux, service: sshd}
        detection: {s: {status_id: 2}, condition: s}
        ---
        title: Failures of one source
        id: 00000000-0000-4000-8000-000000000002
        correlation:
          type: event_count
          rules: [failure]
          group-by: [src_ip]
          timespan: 10m
          condition: {gte: 3}
        level: medium
        """;

    private static readonly DateOnly End = new(2026, 12, 31);
    private readonly Lines lines = new();

    [Fact]
    public void TheProposalSilencesTheFindingAndNothingOfAnotherAccountOrAddress()
    {
        var (without, with) = Sets(Failure, lines.Sshd(0, "203.0.113.5", "backup"));
        Assert.Equal(1, Silenced(without, with, lines => [lines.Sshd(1, "203.0.113.5", "backup")]));
        Assert.Equal(0, Silenced(without, with, lines => [lines.Sshd(2, "203.0.113.5", "root")]));
        Assert.Equal(0, Silenced(without, with, lines => [lines.Sshd(3, "203.0.113.6", "backup")]));
    }

    [Fact]
    public void OfACorrelationTheCountedRulesAreFilteredByWhatItGroupsBy()
    {
        var set = RuleSet.Compile([("rules", Counted)]);
        var (engine, findings) = (new RuleEngine(set), new List<Finding>());
        for (var i = 0; i < 3; i++) engine.Evaluate(lines.Sshd(i, "203.0.113.5", $"user{i}"), findings);
        Assert.True(FilterProposal.TryMake(set, Assert.Single(findings), "kim", End, "", out var proposal, out var reason), reason);
        Assert.Equal([("src_ip", "203.0.113.5")], proposal.Fields);
        var with = RuleSet.Compile([("rules", Counted), ("filter", proposal.Text)]);
        Assert.Empty(with.Errors);
        Assert.Equal(1, Silenced(set, with, lines => Enumerable.Range(0, 3).Select(i => lines.Sshd(i, "203.0.113.5", $"user{i}"))));
        Assert.Equal(0, Silenced(set, with, lines => Enumerable.Range(0, 3).Select(i => lines.Sshd(i, "203.0.113.6", $"user{i}"))));
    }

    [Fact]
    public void OwnerEndAndReasonStandInTheFilter()
    {
        var (_, with) = Sets(Failure, lines.Sshd(0, "203.0.113.5", "backup"));
        var filter = Assert.Single(with.Filters);
        Assert.Equal(("kim: \"boss\"", (DateOnly?)End, "nightly\nbackup"), (filter.Header.Author, filter.Header.Until, filter.Header.Description));
    }

    [Fact]
    public void ARuleThatIsNotInForceHasNoFilter()
    {
        var set = RuleSet.Compile([("rules", Failure)]);
        var finding = Finding(set, lines.Sshd(0, "203.0.113.5")) with { Detector = "nobody" };
        Assert.False(FilterProposal.TryMake(set, finding, "kim", End, "", out _, out var reason));
        Assert.Contains("no rule that is in force", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AFindingWithoutFieldsSilencesNoWholeRule()
    {
        var set = RuleSet.Compile([("rules", Failure)]);
        var finding = Finding(set, lines.Sshd(0, "203.0.113.5"));
        finding = finding with { Entities = [], Explanation = finding.Explanation with { Fields = [] } };
        Assert.False(FilterProposal.TryMake(set, finding, "kim", End, "", out _, out var reason));
        Assert.Contains("whole rule", reason, StringComparison.Ordinal);
    }

    /// <summary>Whatever an account is called, the filter of its finding is a good one, silences it, and no account that is called otherwise.</summary>
    [Fact]
    public void AnyNameIsFilteredToTheLetter() =>
        Gen.Select(Name, Name).Sample((name, other) =>
        {
            var set = RuleSet.Compile([("rules", Failure)]);
            var finding = Finding(set, new Lines().Sshd(0, "203.0.113.5", name));
            if (!FilterProposal.TryMake(set, finding, "kim", End, "", out var proposal, out _)) return false;
            var with = RuleSet.Compile([("rules", Failure), ("filter", proposal.Text)]);
            if (with.Errors.Count > 0 || Silenced(set, with, lines => [lines.Sshd(1, "203.0.113.5", name)]) != 1) return false;
            return !proposal.Fields.Any(f => f.Path == "user.name") || string.Equals(name, other, StringComparison.OrdinalIgnoreCase) || Silenced(set, with, lines => [lines.Sshd(1, "203.0.113.5", other)]) == 0;
        }, iter: 1000);

    [Fact]
    public void ARestoredPreviewGoesOnAsIfNothingHadHappened()
    {
        var (without, with) = Sets(Failure, lines.Sshd(0, "203.0.113.5", "backup"));
        var (first, second) = (new FilterAnalytic(without, with), new FilterAnalytic(without, with));
        var found = new List<Finding>();
        first.Observe(lines.Sshd(1, "203.0.113.5", "backup"), found);
        using var state = new MemoryStream();
        first.Save(state);
        state.Position = 0;
        Assert.True(second.TryRestore(state));
        second.Observe(lines.Sshd(2, "203.0.113.5", "root"), found);
        Assert.Equal((2L, 1), (second.Spoken["00000000-0000-4000-8000-000000000001"], found.Count));
        Assert.False(second.TryRestore(new MemoryStream(state.ToArray()[..^1])));
    }

    private static readonly Gen<string> Name = Gen.Char["ab*?\\'\"{}:#|%\u00e9\u202e \t\n-"].Array[1, 12].Select(c => new string(c));

    private static Finding Finding(RuleSet set, Event e)
    {
        var findings = new List<Finding>();
        new RuleEngine(set).Evaluate(e, findings);
        return Assert.Single(findings);
    }

    private static (RuleSet Without, RuleSet With) Sets(string rules, Event e)
    {
        var set = RuleSet.Compile([("rules", rules)]);
        Assert.True(FilterProposal.TryMake(set, Finding(set, e), "kim: \"boss\"", End, "nightly\nbackup", out var proposal, out var reason), reason);
        return (set, RuleSet.Compile([("rules", rules), ("filter", proposal.Text)]));
    }

    private static int Silenced(RuleSet without, RuleSet with, Func<Lines, IEnumerable<Event>> events)
    {
        var (analytic, found) = (new FilterAnalytic(without, with), new List<Finding>());
        // One pooled event for all: each is looked at before the next is made.
        foreach (var e in events(new Lines())) analytic.Observe(e, found);
        return found.Count;
    }
}
