using Ward.Standards.Sigma;

namespace Ward.Standards.Tests.Sigma;

public sealed class FilterTests
{
    private static string Filter(string rules, string body = "selection:\n    User|startswith: adm_\n  condition: not selection", string source = "product: windows") =>
        $"title: Filter\nlogsource:\n  {source}\nfilter:\n  rules: {rules}\n  {body}\n";

    private static (IReadOnlyList<SigmaRule> Rules, List<SigmaError> Errors) Join(string filter)
    {
        var reading = SigmaParser.Read("f.yml", $"{Texts.Rule("A: 1", "a")}---\n{Texts.Rule("B: 1", "b", "product: linux")}---\n{filter}");
        var errors = new List<SigmaError>(reading.Errors);
        return (FilterJoiner.Join(reading.Rules, reading.Filters, errors), errors);
    }

    [Theory]
    [InlineData("[a]")]
    [InlineData("a")]
    [InlineData("any")]
    public void AFilterIsJoinedToTheRulesThatItNamesAndWhoseLogSourceFits(string rules)
    {
        var (joined, errors) = Join(Filter(rules));

        Assert.Empty(errors);
        Assert.Equal("s(A=1) filter 0: selection(User=adm_*) (s and not filter 0: selection)", Texts.Shape(joined[0]));
        Assert.Equal("s(B=1) s", Texts.Shape(joined[1]));
    }

    [Fact]
    public void AFilterWithoutALogSourceOfItsOwnIsForAll() => Assert.All(Join(Filter("any", source: "definition: x")).Rules, r => Assert.Equal(2, r.Selections.Count));

    [Fact]
    public void TheRulesOwnPatternOfNamesDoesNotTakeTheFiltersSelections()
    {
        var reading = SigmaParser.Read("f.yml", $"{Texts.Rule("A: 1", "a").Replace("condition: s", "condition: 1 of *", StringComparison.Ordinal)}---\n{Filter("[a]")}");

        Assert.Equal("s(A=1) filter 0: selection(User=adm_*) (1 of s and not filter 0: selection)", Texts.Shape(FilterJoiner.Join(reading.Rules, reading.Filters, [])[0]));
    }

    [Theory]
    [InlineData("[nobody]", "the id or name of a rule")]
    [InlineData("[b]", "log source fits")]
    public void AFilterThatReachesNothingIsToldOfAndTheRulesStand(string rules, string expected)
    {
        var (joined, errors) = Join(Filter(rules));

        Assert.Contains(expected, Assert.Single(errors).Expected, StringComparison.Ordinal);
        Assert.All(joined, r => Assert.Single(r.Selections));
    }

    [Theory]
    [InlineData("[]", "selection:\n    A: 1\n  condition: selection", "filter.rules")]
    [InlineData("[a]", "selection:\n    A: 1", "filter.condition")]
    [InlineData("[a]", "selection:\n    A: 1\n  condition: other", "filter.condition")]
    [InlineData("[a]", "condition: selection", "filter")]
    [InlineData("[a]", "selection:\n    A|loud: 1\n  condition: selection", "filter.selection.A|loud")]
    public void AFilterThatIsNotUnderstoodIsRefused(string rules, string body, string field)
    {
        var reading = SigmaParser.Read("f.yml", Filter(rules, body));

        Assert.Empty(reading.Filters);
        Assert.Contains(reading.Errors, e => e.Field == field);
    }
}
