using System.Net;
using Ward.Detect.Indicators;
using Ward.Standards.Misp;

namespace Ward.Detect.Tests.Indicators;

public sealed class HygieneTests
{
    [Theory]
    [InlineData("198.51.100.9", true, "may block")]
    [InlineData("10.1.2.3", false, "the city's own")]
    [InlineData("0.0.0.0/0", false, "detects only")]
    [InlineData("192.0.2.5", false, "a partner's")]
    [InlineData("192.0.2.53", false, "protected")]
    [InlineData("brackwater.example", false, "the city's own")]
    [InlineData("http://10.1.0.80/x", false, "the city's own")]
    [InlineData("http://10.1.0.80:8080/x", false, "the city's own")]
    [InlineData("https://brackwater.example:8443/x", false, "the city's own")]
    [InlineData("http://a.dns.example:8080/x", false, "never-block list 'resolvers'")]
    [InlineData("dns.example", false, "never-block list 'resolvers'")]
    [InlineData("a.dns.example", false, "never-block list 'resolvers'")]
    [InlineData("http://a.dns.example/x", false, "never-block list 'resolvers'")]
    [InlineData("203.0.113.0/24", false, "never-block list 'addresses'")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e", false, "never-block list 'empty files'")]
    [InlineData("my-cdn-host.example", false, "never-block list 'expressions'")]
    public void WhatMayBlockIsSaidWithItsReason(string value, bool may, string reason)
    {
        var hygiene = Some.Hygiene(
            Some.List("resolvers", WarninglistKind.Hostname, "dns.example"), Some.List("addresses", WarninglistKind.Cidr, "203.0.113.53"),
            Some.List("empty files", WarninglistKind.Text, "d41d8cd98f00b204e9800998ecf8427e"), Some.List("expressions", WarninglistKind.Regex, "/cdn-.*\\.example$/", "(?=bad)"));
        var decision = hygiene.Decide(Mention(Some.Of(value)), Some.Day);
        Assert.Equal(may, decision.MayBlock);
        Assert.Contains(reason, decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void EachBoundOfTheSourceAndOfTimeKeepsAnIndicatorFromBlocking()
    {
        var good = Mention(Some.Of("198.51.100.9"));
        Assert.True(Some.Hygiene().Decide(good, Some.Day).MayBlock);
        Assert.All(
            new[]
            {
                good with { Source = good.Source with { Reliability = Reliability.C } }, good with { Source = good.Source with { Reliability = Reliability.F } }, good with { Source = good.Source with { Credibility = 4 } },
                good with { Confidence = 69 }, good with { Action = Pap.Amber }, good with { Level = Ward.Standards.Stix.Tlp.Red }, good with { ValidUntil = Some.Day }, good with { ValidFrom = Some.Day.AddMinutes(1) },
                good with { Confirmed = Some.Day.AddDays(-3) },
            },
            m => Assert.False(Some.Hygiene().Decide(m, Some.Day).MayBlock, m.ToString()));
    }

    [Fact]
    public void ConfidenceIsHalvedAfterTheHalfLife() => Assert.Equal(45, Decay.Confidence(Mention(Some.Of("198.51.100.9")), Some.Day.AddDays(7)), 6);

    [Fact]
    public void OnlyListsThatSaySoForbidEveryMeasureAgainstAnAddress()
    {
        var never = new NeverBlock([new(new Warninglist("resolvers", 1, WarninglistKind.Cidr, ["9.9.9.9"]), true), Some.List("clouds", WarninglistKind.Cidr, "203.0.113.0/24")]);
        Assert.Equal("resolvers", never.Why(IPAddress.Parse("9.9.9.9")));
        Assert.Equal("resolvers", never.Why(IPAddress.Parse("::ffff:9.9.9.9")));
        Assert.Null(never.Why(IPAddress.Parse("203.0.113.1")));
        Assert.True((Some.City with { NeverBlock = never }).IsProtected(IPAddress.Parse("9.9.9.9")));
        Assert.Equal("clouds", never.Holds(IndicatorType.Address, "203.0.113.1"));
    }

    [Fact]
    public void AnEntryThatIsNotUnderstoodIsCounted() => Assert.Equal(2, new NeverBlock([Some.List("a", WarninglistKind.Cidr, "x", "10.0.0.0/8"), Some.List("b", WarninglistKind.Regex, "(?=x)")]).Unreadable);

    private static IndicatorMention Mention(Indicator i) =>
        new(Some.Good, i.Type, i.Value, i.Confidence, i.Level, i.Action, i.ValidFrom, i.ValidUntil, i.Confirmed, Some.Day, "");
}
