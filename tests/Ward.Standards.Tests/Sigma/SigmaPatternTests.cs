using CsCheck;
using Ward.Standards.Sigma;

namespace Ward.Standards.Tests.Sigma;

public sealed class SigmaPatternTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("a*b?c", "a|*|b|?|c")]
    [InlineData("**", "*")]
    [InlineData(@"a\*b", "a*b")]
    [InlineData(@"a\?b", "a?b")]
    [InlineData(@"a\\b", @"a\b")]
    [InlineData(@"a\\*", @"a\|*")]
    [InlineData(@"a\b", @"a\b")]
    [InlineData(@"a\", @"a\")]
    [InlineData("", "")]
    public void WildcardsAndEscapesAreTold(string value, string parts) =>
        Assert.Equal(parts, string.Join('|', SigmaPattern.Parse(value).Parts.Select(Shown)));

    [Theory]
    [InlineData("-a", "~|a")]
    [InlineData("x -a/b", "x |~|a/b")]
    [InlineData("x-a", "x-a")]
    [InlineData("a -", "a -")]
    [InlineData("*-s", "*|~|s")]
    public void ADashThatBeginsAWordBecomesAnyDash(string value, string parts) =>
        Assert.Equal(parts, string.Join('|', SigmaPattern.Parse(value).WithAnyDash().Parts.Select(Shown)));

    [Fact]
    public void APatternPrintedIsThePatternRead() =>
        Gen.String[Gen.Char["ab*?\\"], 0, 12].Sample(text =>
        {
            var pattern = SigmaPattern.Parse(text);
            return SigmaPattern.Parse(pattern.ToString()).Parts.SequenceEqual(pattern.Parts);
        }, threads: 1);

    private static string Shown(SigmaPattern.Part part) => part.Kind switch
    {
        SigmaPattern.Kind.Star => "*",
        SigmaPattern.Kind.One => "?",
        SigmaPattern.Kind.Dash => "~",
        _ => part.Text,
    };
}
