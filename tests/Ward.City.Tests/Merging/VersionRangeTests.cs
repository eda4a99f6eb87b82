using CsCheck;
using Ward.City.Merging;

namespace Ward.City.Tests.Merging;

public sealed class VersionRangeTests
{
    [Theory]
    [InlineData("1.4.2", "1.4.2", true)]
    [InlineData("1.4.2", "1.4.1", false)]
    [InlineData("<1.4.2", "1.4.1", true)]
    [InlineData("<1.4.2", "1.10", false)]
    [InlineData("vers:generic/<V1.4.2", "v1.4", true)]
    [InlineData(">=1.0|<1.4", "1.3.9", true)]
    [InlineData(">=1.0|<1.4", "0.9", false)]
    [InlineData("<=2.0", "2.0.0", true)]
    [InlineData("<1.4.2|>=2.0|<2.0.3", "2.0.1", true)]
    [InlineData("<1.4.2, >=2.0, <2.0.3", "1.5", false)]
    [InlineData("1.2|1.3", "1.3", true)]
    [InlineData("!=1.2", "1.2", false)]
    [InlineData(">=1.0|!=1.2|<1.4", "1.2", false)]
    [InlineData("|", "7", null)]
    [InlineData("vers:all/*", "anything", true)]
    [InlineData("All versions", "7", true)]
    [InlineData("versions before spring", "7", null)]
    public void ARangeHoldsAVersionOrCannotBeJudged(string range, string version, bool? holds) => Assert.Equal(holds, VersionRange.Holds(range, version));

    [Fact]
    public void VersionsAreOrderedAndNothingThrows() => Gen.Select(Gen.String[0, 12], Gen.String[0, 12]).Sample((a, b) =>
    {
        Assert.Equal(Math.Sign(VersionRange.Compare(a, b)), -Math.Sign(VersionRange.Compare(b, a)));
        VersionRange.Holds(a, b);
    });
}
