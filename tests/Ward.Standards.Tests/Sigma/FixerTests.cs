using CsCheck;
using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Linting;

namespace Ward.Standards.Tests.Sigma;

public sealed class FixerTests
{
    private const string Rule =
        "# ours\r\ntitle: T   # a comment\nlevle: low\ndate: 2026/1/2\ntags:\n  - 'attack.defense_evasion' # evades\n  - attack.t1110\nlogsource: {product: linux}\n"
        + "detection:\n  s:\n    f|contains|re: v # this cannot be guessed\n    g|cotains|base64: w\n    h|startwith: x\n  condition: s\n";

    [Fact]
    public void OnlyWhatHasOneMeaningChangesAndCommentsStay()
    {
        var text = Rule.Replace("    f|contains|re: v # this cannot be guessed\n", "", StringComparison.Ordinal);
        var (mended, fixes) = SigmaFixer.Fix("f.yml", text);
        Assert.Equal(
            text.Replace("levle", "level", StringComparison.Ordinal).Replace("2026/1/2", "2026-01-02", StringComparison.Ordinal).Replace("attack.defense_evasion", "attack.stealth", StringComparison.Ordinal)
                .Replace("cotains|base64", "base64|contains", StringComparison.Ordinal).Replace("startwith", "startswith", StringComparison.Ordinal), mended);
        Assert.Equal(["WS107:3", "WS106:4", "WS116:6", "WS004:11", "WS004:12"], fixes.Select(f => $"{f.Code.Code}:{f.Line}"));
        Assert.Empty(SigmaFixer.Fix("f.yml", mended).Fixes);
    }

    [Theory]
    [InlineData("    f|contains|re: v\n")]
    [InlineData("    f|startswith|endswith: v\n")]
    [InlineData("    f|xyzzy: v\n")]
    public void WhatMayMeanSeveralThingsIsLeft(string item)
    {
        var text = $"title: T\nlogsource: {{product: linux}}\ndetection:\n  s:\n{item}  condition: s\n";
        Assert.Same(text, SigmaFixer.Fix("f.yml", text).Text);
    }

    [Theory]
    [InlineData("02.01.2026")]
    [InlineData("2026/13/40")]
    [InlineData("January 2026")]
    public void ADateThatCouldBeAnotherIsLeft(string date) =>
        Assert.Empty(SigmaFixer.Fix("f.yml", $"title: T\ndate: {date}\nlogsource: {{product: linux}}\ndetection:\n  s: {{f: v}}\n  condition: s\n").Fixes);

    [Fact]
    public void EachDocumentOfAFileIsMendedInItsPlace()
    {
        var one = "title: T\ndate: 2026/01/02\nlogsource: {product: linux}\ndetection:\n  s: {f: v}\n  condition: s\n";
        var (mended, fixes) = SigmaFixer.Fix("f.yml", one + "---\nbroken: [\n---\n" + one);
        Assert.Equal(2, fixes.Count);
        Assert.Equal((one + "---\nbroken: [\n---\n" + one).Replace("2026/01/02", "2026-01-02", StringComparison.Ordinal), mended);
    }

    /// <summary>Whatever the text, what is mended reads as well as before and is mended only once.</summary>
    [Fact]
    public void AnyTextIsMendedOnceAndReadsNoWorse() =>
        Gen.Select(Gen.Int[0, Rule.Length - 1], Gen.Int[0, 12], Gen.String[Gen.Char["ab|:-#'\"\n {}[]/"], 0, 6]).Sample((at, length, put) =>
        {
            var text = Rule[..at] + put + Rule[Math.Min(Rule.Length, at + length)..];
            var (mended, fixes) = SigmaFixer.Fix("f.yml", text);
            return SigmaParser.Read("f.yml", mended).Errors.Count <= SigmaParser.Read("f.yml", text).Errors.Count && (fixes.Count > 0 || mended == text);
        }, iter: 2000);
}
