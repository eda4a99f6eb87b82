using System.Text.RegularExpressions;
using CsCheck;
using Ward.Standards.Sigma;

namespace Ward.Standards.Tests.Sigma;

public sealed class LinearExpressionsTests
{
    private static readonly string[] Pieces =
        ["a", "b", "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?i)", "(?i-s:", "(?<n>", "(?(1)", "|", "*", "+", "?", "{2}", "{0,3}", "{50,}", "{900}", "[ab]", "[^]a]", "[", "]", @"\1", @"\k<n>", @"\G", @"\b", @"\\", @"\d", ".", "^", "$", "{", "}", "#", "-"];

    /// <summary>What is called linear from its text is one for which the machine can be made; to be wrong the other way costs time alone.</summary>
    [Fact]
    public void WhatIsCalledLinearIs() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[1, 9].Select(string.Concat).Sample(text =>
        {
            Regex regex;
            try
            {
                regex = new Regex(text, RegexOptions.CultureInvariant);
            }
            catch (ArgumentException)
            {
                return true;
            }

            return !LinearExpressions.Are(text, RegexOptions.CultureInvariant) || ExpressionReader.Linear(regex) is not null;
        }, iter: 20_000);

    [Theory]
    [InlineData(@"(?i)^\\\\[0-9]{1,3}(?:\.[0-9]{1,3}){3}\\", true)]
    [InlineData(@"[\w\]]+(?<drive>[a-z]):", true)]
    [InlineData("a(?=b)", false)]
    [InlineData(@"(a)\1", false)]
    [InlineData("(a{100}){100}", false)]
    public void OrdinaryExpressionsAreToldFromTheirText(string text, bool linear) => Assert.Equal(linear, LinearExpressions.Are(text, RegexOptions.CultureInvariant));
}
