using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Pipelines;

namespace Ward.Detect.Tests.Correlation;

/// <summary>A field that a pipeline renames in rules is renamed in what correlations ask of their events.</summary>
public sealed class PipelineTests
{
    private const string Names = "name: ours\npriority: 1\ntransformations:\n  - type: field_name_mapping\n    mapping: {Who: account, Where: site, Amount: size}\n";
    private const string Of = "type: event_count\nrules: [a]\ngroup-by: [Who]\ntimespan: 1m\ncondition: {gte: 2}";

    [Fact]
    public void WhatItGroupsByIsRenamedAndTheFindingKeepsTheAuthorsWord()
    {
        var typed = Engine(Typed.Correlation(Of), Names);
        typed.Say(0, "a", ("account", "kim"));
        typed.Say(1, "a", ("account", "lee"), ("Who", "kim"));
        var finding = Assert.Single(typed.Say(2, "a", ("account", "kim")));
        Assert.Equal(("Who", "kim"), (finding.Explanation.Fields[0].Path, finding.Explanation.Fields[0].Value));
    }

    [Fact]
    public void WhatItCountsAndMeasuresIsRenamed()
    {
        var counted = Engine(Typed.Correlation("type: value_count\nrules: [a]\ngroup-by: [Where]\ntimespan: 1m\ncondition: {field: Who, gte: 2}"), Names);
        counted.Say(0, "a", ("site", "gate"), ("account", "kim"));
        Assert.Single(counted.Say(1, "a", ("site", "gate"), ("account", "lee")));
        var summed = Engine(Typed.Correlation("type: value_sum\nrules: [a]\ngroup-by: [Where]\ntimespan: 1m\ncondition: {field: Amount, gte: 10}"), Names);
        summed.Say(0, "a", ("site", "gate"), ("size", "6"));
        Assert.Single(summed.Say(1, "a", ("site", "gate"), ("size", "5")));
    }

    [Fact]
    public void WhereAnAliasLeadsIsRenamedForThatRule()
    {
        var typed = Engine(Typed.Correlation("type: temporal\nrules: [a, b]\ngroup-by: [person]\naliases:\n  person:\n    a: Who\n    b: Other\ntimespan: 1m"), Names);
        typed.Say(0, "a", ("account", "kim"));
        Assert.Empty(typed.Say(1, "b", ("Other", "lee")));
        Assert.Single(typed.Say(2, "b", ("Other", "kim")));
    }

    /// <summary>Of a rule of another log source the name stays, as its own fields do.</summary>
    [Theory]
    [InlineData("typed", "account")]
    [InlineData("other", "Who")]
    public void ConditionsOnTheLogSourceAreAskedOfTheRule(string service, string field)
    {
        var typed = Engine(Typed.Correlation(Of), Names + $"    rule_conditions:\n      - {{type: logsource, service: {service}}}\n");
        typed.Say(0, "a", (field, "kim"));
        Assert.Single(typed.Say(1, "a", (field, "kim")));
    }

    [Theory]
    [InlineData("is_sigma_rule", "Who")]
    [InlineData("is_sigma_correlation_rule", "account")]
    public void AnItemMayBeForRulesOrForCorrelationsAlone(string condition, string field)
    {
        var typed = Engine(Typed.Correlation(Of), Names + $"    rule_conditions:\n      - type: {condition}\n");
        typed.Say(0, "a", (field, "kim"));
        Assert.Single(typed.Say(1, "a", (field, "kim")));
    }

    [Fact]
    public void WhatOneHandsUpToAnotherIsRenamedBelow()
    {
        var chain = Typed.Correlation("type: event_count\nrules: [a]\ngroup-by: [Who, Where]\ntimespan: 1m\ncondition: {gte: 2}", "low") + "---\n"
            + Typed.Correlation("type: value_count\nrules: [low]\ngroup-by: [Who]\ntimespan: 10m\ncondition: {field: Where, gte: 2}", "high");
        var typed = Engine(chain, Names);
        var found = new List<Finding>();
        foreach (var (at, site) in new[] { (0, "gate"), (1, "gate"), (2, "door"), (3, "door") }) found.AddRange(typed.Say(at, "a", ("account", "kim"), ("site", site)));
        Assert.Equal("high", Assert.Single(found).Detector);
    }

    [Fact]
    public void AFieldThatBecomesSeveralIsRefusedAndTheRuleStands()
    {
        var set = Set(Typed.Correlation(Of), Names.Replace("Who: account", "Who: [account, login]", StringComparison.Ordinal));
        Assert.Empty(set.Correlations);
        Assert.Equal(SigmaFault.Pipeline, Assert.Single(set.Errors).Fault);
        Assert.Equal(3, set.Rules.Count);
    }

    private static Typed Engine(string correlations, string pipeline)
    {
        var set = Set(correlations, pipeline);
        Assert.Empty(set.Errors);
        return new Typed(new RuleEngine(set));
    }

    private static RuleSet Set(string correlations, string pipeline)
    {
        var errors = new List<SigmaError>();
        var pipelines = PipelineParser.Read("p", pipeline, errors).ToList();
        Assert.Empty(errors);
        return RuleSet.Compile([("r", Typed.Base + correlations)], new RuleSetOptions { Pipelines = pipelines });
    }
}
