using CsCheck;
using Ward.Detect.Indicators;

namespace Ward.Detect.Tests.Indicators;

public sealed class IndicatorTextTests
{
    [Theory]
    [InlineData("198.51.100[.]7", IndicatorType.Address, "198.51.100.7")]
    [InlineData("::ffff:198.51.100.7", IndicatorType.Address, "198.51.100.7")]
    [InlineData("2001:DB8:0:0::1", IndicatorType.Address, "2001:db8::1")]
    [InlineData("198.51.100.77/24", IndicatorType.Network, "198.51.100.0/24")]
    [InlineData("2001:db8::/32", IndicatorType.Network, "2001:db8::/32")]
    [InlineData("Evil(.)Example.", IndicatorType.Domain, "evil.example")]
    [InlineData("*.evil.example", IndicatorType.Domain, "evil.example")]
    [InlineData("bücher.example", IndicatorType.Domain, "xn--bcher-kva.example")]
    [InlineData("hxxps[:]//EVIL[.]example:443/A?b=C#d", IndicatorType.Url, "evil.example/A?b=C")]
    [InlineData("http://user@198.51.100.7:8080", IndicatorType.Url, "198.51.100.7:8080/")]
    [InlineData("http://[2001:db8::1]:80/x", IndicatorType.Url, "2001:db8::1/x")]
    [InlineData("evil.example/x", IndicatorType.Url, "evil.example/x")]
    [InlineData("http://evil.example/go?to=https://other.example:443/y", IndicatorType.Url, "evil.example/go?to=https://other.example:443/y")]
    [InlineData("evil.example/go?to=https://other.example:443/y", IndicatorType.Url, "evil.example/go?to=https://other.example:443/y")]
    [InlineData("Boss[@]Evil.example", IndicatorType.Mail, "boss@evil.example")]
    [InlineData("D41D8CD98F00B204E9800998ECF8427E", IndicatorType.Hash, "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("t13d1516h2_8daaf6152771_b0da82dd1658", IndicatorType.Ja4, "t13d1516h2_8daaf6152771_b0da82dd1658")]
    public void AValueIsBroughtIntoOneForm(string text, IndicatorType type, string value)
    {
        Assert.True(IndicatorText.TryGuess(text, out var found, out var normal, out _));
        Assert.Equal((type, value), (found, normal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("com")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("198.51.100.0/33")]
    [InlineData("http:///x")]
    [InlineData("a b.example")]
    [InlineData("999.999.999.999")]
    public void WhatIsNoIndicatorIsRefused(string text)
    {
        Assert.False(IndicatorText.TryGuess(text, out _, out _, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void ANormalFormStaysAsItIs() =>
        Gen.OneOf(Gen.String, Gen.String["abc.:/@[]0123456789-_*?#"]).Sample(text =>
        {
            if (!IndicatorText.TryGuess(text, out var type, out var value, out _)) return;
            Assert.True(IndicatorText.TryNormalise(type, value, out var again, out var reason), $"{type} {value}: {reason}");
            Assert.Equal(value, again);
        });
}
