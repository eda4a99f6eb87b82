using System.Text.RegularExpressions;
using CsCheck;
using Ward.Detect.Matching;

namespace Ward.Detect.Tests.Matching;

public sealed class RequiredLiteralsTests
{
    [Theory]
    [InlineData("powershell", "powershell")]
    [InlineData("^abc.*defgh$", "defgh")]
    [InlineData("(?:alpha|gamma)+x", "alpha,gamma")]
    [InlineData("alpha|gamma", "alpha,gamma")]
    [InlineData("[Aa]lpha", "Alpha")]
    [InlineData(@"ab\.cd", "ab.cd")]
    [InlineData("abcd?", "abc")]
    [InlineData("abcd{2,3}e", "abcd")]
    [InlineData("abc(def)?", "abc")]
    [InlineData("alpha|.*", null)]
    [InlineData("ab", null)]
    [InlineData(":[^x]", null)]
    [InlineData(@"\+.*\+", "+")]
    [InlineData("`.*`|x%", "`,x%")]
    [InlineData(@"\d+\w{3}", null)]
    [InlineData("(alpha)?", null)]
    [InlineData("(?=alpha)..", null)]
    [InlineData("[abc]{9}", null)]
    [InlineData("(?i)kiss", null)]
    [InlineData("x(?#alpha)y", null)]
    public void WhatEveryMatchHasIsKnown(string expression, string? required)
    {
        var found = RequiredLiterals.Of(new Regex(expression));

        Assert.Equal(required, found is null ? null : string.Join(',', found));
    }

    [Fact]
    public void AValueThatAnExpressionFitsHasOneOfWhatItRequires()
    {
        string[] pieces = ["a", "b", "K", "s", "(", ")", "(?:", "|", "*", "+", "?", "{2}", "{0,1}", "[ab]", "[Kk]", "[^a]", ".", @"\.", @"\d", "^", "$", "(?i)", "(?=", "aba", "kab", @"\x61", @"\b"];
        var tried = 0;
        Gen.Select(Gen.Int[0, pieces.Length - 1].Array[1, 9], Gen.String[Gen.Char["abkKsS.\u212A\u017F1"], 0, 12].Array[20], Gen.Bool).Sample(
            (choice, values, ignoreCase) =>
            {
                Regex regex;
                try
                {
                    regex = new Regex(string.Concat(choice.Select(c => pieces[c])), RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : 0), TimeSpan.FromSeconds(1));
                }
                catch (ArgumentException)
                {
                    return;
                }

                if (RequiredLiterals.Of(regex) is not { } required) return;
                foreach (var value in values)
                {
                    if (!regex.IsMatch(value)) continue;
                    Interlocked.Increment(ref tried);
                    Assert.True(required.Any(r => value.Contains(r, StringComparison.OrdinalIgnoreCase)), $"{regex} fits '{value}' without {string.Join(',', required)}");
                }
            },
            iter: 300_000, threads: 1);
        Assert.True(tried > 50, $"Only {tried} values fitted: the property would prove little.");
    }
}
