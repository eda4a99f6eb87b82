using System.Text;
using CsCheck;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;
using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Tests.Embedded.Events;

/// <summary>A word that is missing hides a line, so none may be.</summary>
public sealed class TokensTests
{
    [Fact]
    public void WhateverIsFoundInALineAllItsWordsAreAmongTheLinesWords() =>
        Gen.Select(MadeLines.Bytes, Gen.Int[0, 100], Gen.Int[1, 20], Gen.Bool, Gen.Bool, Gen.Bool).Sample((line, from, length, openStart, openEnd, upper) =>
        {
            var text = Encoding.UTF8.GetString(line);
            if (text.Length == 0) return;
            from %= text.Length;
            var wanted = text.Substring(from, Math.Min(length, text.Length - from));
            var condition = new Condition.Text(upper ? wanted.ToUpperInvariant() : wanted, openStart, openEnd);
            var words = new TokenSet();
            if (!Tokens.Add(line, words) || !TextMatch.Holds(condition, text)) return;
            Assert.Empty(Tokens.Of(condition).Except(words.All()));
        }, iter: 50_000);

    [Fact]
    public void AnAddressIsAWordOfItsOwn()
    {
        var words = new TokenSet();
        Tokens.Add("from 10.20.30.40 port"u8, words);

        Assert.Empty(Tokens.Of(new Condition.Text("10.20.30.40", false, false)).Except(words.All()));
        Assert.NotEmpty(Tokens.Of(new Condition.Text("10.20.40.30", false, false)).Except(words.All()));
    }

    [Fact]
    public void AnAddressIsTwoWordsWhichOnlyTheFilterOfAnEarlierBuildLacks()
    {
        var (now, before) = (new TokenSet(), new TokenSet());
        Tokens.Add("from 10.20.30.40 port"u8, now);
        Tokens.Add("from 10.20.30.40 port"u8, before, doubled: false);

        var address = new Condition.Text("10.20.30.40", false, false);
        Assert.Equal(2, Tokens.Of(address).Except(Tokens.Of(new Condition.Text("10 20 30 40", false, false))).Count());
        Assert.Empty(Tokens.Of(address).Except(now.All()));
        Assert.Single(Tokens.Of(address).Except(before.All()));
        Assert.Empty(Tokens.Of(address, doubled: false).Except(before.All()));
    }

    [Theory]
    [InlineData("\u212aelvin")]
    [InlineData("D\u0130YAR")]
    public void ALineWhoseLowerCaseIsAsciiOnlyByUnicodeSaysThatItsWordsAreNotAllThere(string line) => Assert.False(Tokens.Add(Encoding.UTF8.GetBytes(line), new TokenSet()));
}
