using System.Net;
using Ward.Configuration;
using Ward.Detect.Indicators;
using Ward.Intelligence;

namespace Ward.Tests.Intelligence;

public sealed class NeverBlockFilesTests
{
    [Theory]
    [InlineData(IndicatorType.Address, "10.0.0.1")]
    [InlineData(IndicatorType.Address, "2001:db8::1")]
    [InlineData(IndicatorType.Address, "9.9.9.9")]
    [InlineData(IndicatorType.Network, "8.0.0.0/8")]
    [InlineData(IndicatorType.Domain, "dl.delivery.mp.microsoft.com")]
    [InlineData(IndicatorType.Domain, "co.uk")]
    [InlineData(IndicatorType.Url, "ocsp.digicert.com/x")]
    [InlineData(IndicatorType.Hash, "d41d8cd98f00b204e9800998ecf8427e")]
    public void WhatShipsKeepsTheCitysLifelinesFromBeingBlocked(IndicatorType type, string value) => Assert.NotNull(Shipped().Lists.Holds(type, value));

    [Theory]
    [InlineData(IndicatorType.Address, "93.184.216.34")]
    [InlineData(IndicatorType.Domain, "evil.co.uk")]
    [InlineData(IndicatorType.Domain, "notmicrosoft.com")]
    public void WhatIsNobodysLifelineIsNotOnIt(IndicatorType type, string value) => Assert.Null(Shipped().Lists.Holds(type, value));

    [Fact]
    public void EverythingThatShipsIsUnderstood()
    {
        var reading = Shipped();
        Assert.Empty(reading.Refused);
        Assert.Equal(0, reading.Lists.Unreadable);
        Assert.NotNull(reading.Lists.Why(IPAddress.Parse("1.1.1.1")));
        Assert.Null(reading.Lists.Why(IPAddress.Parse("10.0.0.1")));
    }

    [Fact]
    public void WhatCannotBeUsedIsSaid()
    {
        var reading = NeverBlockFiles.Load(null, IntelSettings.None with { Warninglists = ["/nowhere/at/all"], Everywhere = ["no such list"] });
        Assert.Equal(3, reading.Refused.Count);
    }

    private static NeverBlockReading Shipped() => NeverBlockFiles.Load(ShippedContent.Find(Path.Combine("content", "never-block")), IntelSettings.None);
}
