using Ward.Detect.Rules;

namespace Ward.Detect.Tests.Rules;

public sealed class WaitingTests
{
    private const string Rule = "title: T\nid: t\nlogsource: {product: linux}\ndetection:\n  s:\n    f: 1\n  known:\n    src|expand: '%stations%'\n  condition: s and not known\nlevel: low\n";

    [Fact]
    public void ARuleThatSaysSoWaitsForItsPlaceholdersAndIsNotRefused()
    {
        var set = RuleSet.Compile([("a.yml", Rule + "ward: {waits: true}\n")]);

        Assert.Empty(set.Errors);
        Assert.Empty(set.Rules);
        Assert.Equal(["stations"], Assert.Single(set.Waiting).Placeholders);
    }

    [Fact]
    public void WithValuesItIsInForce()
    {
        var set = RuleSet.Compile([("a.yml", Rule + "ward: {waits: true, meaning: attempt}\n")], new RuleSetOptions { Placeholders = new Dictionary<string, IReadOnlyList<string>> { ["stations"] = ["10.0.0.1"] } });

        Assert.Empty(set.Waiting);
        Assert.Equal("attempt", Assert.Single(set.Rules).Header.Meaning);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ward: {waits: false}\n")]
    public void OneThatDoesNotSaySoIsRefused(string ward)
    {
        var set = RuleSet.Compile([("a.yml", Rule + ward)]);

        Assert.Empty(set.Waiting);
        Assert.Contains("stations", Assert.Single(set.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ward: {waits: perhaps}\n", "ward.waits")]
    [InlineData("ward: {waits: true, meaning: strange}\n", "ward.meaning")]
    [InlineData("ward: {}\n", "ward.meaning")]
    public void AWordThatIsNoneIsRefused(string ward, string field) =>
        Assert.Equal(field, Assert.Single(RuleSet.Compile([("a.yml", Rule + ward)]).Errors, e => e.Field.StartsWith("ward", StringComparison.Ordinal)).Field);
}
