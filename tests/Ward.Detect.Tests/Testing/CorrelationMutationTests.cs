using Ward.Detect.Testing;
using Ward.Detect.Tests.Rules;

namespace Ward.Detect.Tests.Testing;

public sealed class CorrelationMutationTests
{
    private const string Rules = """
        title: Failure
        name: failure
        logsource: {service: sshd}
        detection: {s: {status_id: 2}, condition: s}
        ---
        title: Success
        name: success
        logsource: {service: sshd}
        detection: {s: {status_id: 1}, condition: s}
        """;

    private const string Counts = """
        title: Many failures
        correlation: {type: event_count, rules: [failure], group-by: [src_endpoint.ip], timespan: 10m, condition: {gte: 3}}
        """;

    private const string Order = """
        title: Failure, then success
        correlation: {type: temporal_ordered, rules: [failure, success], group-by: [src_endpoint.ip, user.name], timespan: 10m}
        """;

    [Fact]
    public void EverythingThatACorrelationAsksIsNeededByASampleAtItsBounds()
    {
        var (carrying, left) = Mutate(Counts, "Many failures", Samples.Test("match", "sshd", At(0, Samples.Failed), At(1, Samples.Failed), At(2, Samples.Failed)));

        Assert.Equal(["group-by src_endpoint.ip", "timespan 00:10:00", "condition gte 3"], carrying);
        Assert.Empty(left);
    }

    [Fact]
    public void ABoundIsNotNeededWhereTheSampleIsFarBeyondIt()
    {
        var (carrying, left) = Mutate(Counts, "Many failures", Samples.Test("match", "sshd", [.. Enumerable.Range(0, 5).Select(i => At(i, Samples.Failed))]));

        Assert.Equal(["group-by src_endpoint.ip", "timespan 00:10:00"], carrying);
        Assert.Equal([("condition gte 3", true)], left);
    }

    [Fact]
    public void TheOrderAndEachRuleOfASequenceAreNeeded()
    {
        var (carrying, left) = Mutate(Order, "Failure, then success", Samples.Test("match", "sshd", At(0, Samples.Failed), At(5, Samples.Accepted)));

        Assert.Equal(["the rule failure", "the rule success", "group-by src_endpoint.ip", "group-by user.name", "timespan 00:10:00", "the order of its rules"], carrying);
        Assert.Empty(left);
    }

    [Fact]
    public void ASampleInWhichNothingIsCountedSpeaksForNothing()
    {
        var (carrying, left) = Mutate(Counts, "Many failures", Samples.Test("none", "sshd", At(0, Samples.Accepted)));

        Assert.Empty(carrying);
        Assert.Equal([("group-by src_endpoint.ip", false), ("timespan 00:10:00", false), ("condition gte 3", false)], left);
    }

    [Fact]
    public void OneLineMoreSpeaksForAnUpperBound()
    {
        var (carrying, _) = Mutate("""
            title: Once
            correlation: {type: event_count, rules: [failure], group-by: [src_endpoint.ip], timespan: 10m, condition: {gte: 1, lt: 3}}
            """, "Once", Samples.Test("match", "sshd", At(0, Samples.Failed), At(1, Samples.Failed)));

        Assert.Contains("condition lt 3", carrying);
    }

    /// <summary>What of the correlation carries the first test, and what no test, with whether some sample could be changed.</summary>
    private static (string[] Carrying, (string, bool)[] Left) Mutate(string correlation, string title, RuleTest test)
    {
        var mutated = MutationRun.Of(Samples.Run(Engines.Set(Rules + "\n---\n" + correlation), title, test));
        Assert.All(mutated.Run.Results, r => Assert.True(r.Passed, r.Found));
        return ([.. mutated.Tests[0].Mutations.Where(m => m is { Carries: true, Item: CorrelationItem }).Select(m => m.Item.Words)],
            [.. MutationRun.Uncarried([mutated]).Where(u => u.Item is CorrelationItem).Select(u => (u.Item.Words, u.Tried))]);
    }

    /// <summary>The line at so many minutes after noon.</summary>
    private static string At(int minutes, string line) => line.Replace("11:59:58", $"12:{minutes:00}:00", StringComparison.Ordinal);
}
