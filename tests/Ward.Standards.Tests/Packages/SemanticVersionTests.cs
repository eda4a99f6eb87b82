using Ward.Standards.Packages;

namespace Ward.Standards.Tests.Packages;

public sealed class SemanticVersionTests
{
    /// <summary>The examples of Semantic Versioning 2.0.0, sections 10 and 11, in their order.</summary>
    private static readonly string[] Ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "2.0.0", "2.1.0", "2.1.1"];

    [Fact]
    public void TheExamplesOfTheStandardAreInTheirOrder()
    {
        for (var i = 0; i < Ordered.Length; i++)
            for (var j = 0; j < Ordered.Length; j++)
                Assert.Equal(i.CompareTo(j), Math.Sign(SemanticVersion.Compare(Ordered[i], Ordered[j])));
    }

    [Theory]
    [InlineData("1.0.0+20130313144700", "1.0.0+exp.sha.5114f85")]
    [InlineData("4.18", "4.18.0")]
    public void BuildsAndNumbersThatAreNotSaidMakeNoDifference(string left, string right) => Assert.Equal(0, SemanticVersion.Compare(left, right));
}
