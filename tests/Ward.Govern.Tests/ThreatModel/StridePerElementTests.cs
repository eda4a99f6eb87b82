using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Stride;

namespace Ward.Govern.Tests.ThreatModel;

public sealed class StridePerElementTests
{
    // Shostack, Threat Modeling, 2014, table 3-9.
    [Theory]
    [InlineData(StrideElement.ExternalEntity, "SR")]
    [InlineData(StrideElement.Process, "STRIDE")]
    [InlineData(StrideElement.Store, "TRID")]
    [InlineData(StrideElement.Flow, "TID")]
    public void TheTableIsThatOfTheBook(StrideElement element, string letters) => Assert.Equal(letters, string.Concat(StridePerElement.Applicable(element).Select(c => c.ToString()[0])));

    [Fact]
    public void EveryElementOfACityHasTheThreatsOfItsKindOnceEach()
    {
        var threats = StridePerElement.Of(Cities.Town);
        Assert.All(threats.GroupBy(t => t.Element), e => Assert.Equal(StridePerElement.Applicable(e.First().Kind), e.Select(t => t.Category)));
        Assert.Equal(
            ["account:operator", "account:payer", "asset:desk", "asset:fw", "asset:pay", "asset:store", "asset:water", "conduit:net -> dmz", "conduit:office -> ops", "flow:books", "flow:citizens", "flow:control", "service:drinking", "service:paying", "zone:net"],
            threats.Select(t => t.Element).Distinct().Order(StringComparer.Ordinal));
        Assert.All(threats, t => Assert.NotEmpty(t.Because));
        Assert.All(threats, t => Assert.Equal(t.State == StrideState.Open, t.Grounds.Count > 0));
    }

    [Theory]
    [InlineData("asset:water", StrideCategory.Spoofing, StrideState.Open, "no proof of who answers: modbus")]
    [InlineData("asset:water", StrideCategory.Tampering, StrideState.Open, "known: open-modbus")]
    [InlineData("asset:water", StrideCategory.ElevationOfPrivilege, StrideState.Open, "known: open-modbus")]
    [InlineData("asset:water", StrideCategory.DenialOfService, StrideState.Open, "a service stops with it, and no element stands between it and office")]
    [InlineData("asset:water", StrideCategory.Repudiation, StrideState.Unknown, "the model does not say who keeps the logs")]
    [InlineData("asset:pay", StrideCategory.Spoofing, StrideState.Guarded, "proof of who answers: https")]
    [InlineData("asset:pay", StrideCategory.DenialOfService, StrideState.Guarded, "another can take its place")]
    [InlineData("asset:pay", StrideCategory.ElevationOfPrivilege, StrideState.Guarded, "every administrator needs a second factor")]
    [InlineData("account:operator", StrideCategory.Spoofing, StrideState.Open, "a password alone lets in")]
    [InlineData("account:payer", StrideCategory.Spoofing, StrideState.Guarded, "a second factor")]
    [InlineData("flow:books", StrideCategory.Tampering, StrideState.Unknown, "whether it is encrypted is not known")]
    [InlineData("flow:citizens", StrideCategory.InformationDisclosure, StrideState.Guarded, "https encrypts")]
    [InlineData("flow:control", StrideCategory.Tampering, StrideState.Open, "modbus travels in the open")]
    [InlineData("flow:control", StrideCategory.DenialOfService, StrideState.Open, "no element stands in it, and it is needed by drinking")]
    [InlineData("conduit:net -> dmz", StrideCategory.DenialOfService, StrideState.Guarded, "fw-net stands in it")]
    [InlineData("conduit:office -> ops", StrideCategory.DenialOfService, StrideState.Open, "no element stands in it")]
    [InlineData("service:drinking", StrideCategory.Tampering, StrideState.Open, "open at asset:water")]
    [InlineData("service:paying", StrideCategory.DenialOfService, StrideState.Guarded, "guarded at every asset that it needs and of which it is known")]
    public void WhatStandsAgainstAThreatIsSaid(string element, StrideCategory category, StrideState state, string because)
    {
        var threat = StridePerElement.Of(Cities.Town).Single(t => t.Element == element && t.Category == category);
        Assert.Equal((state, because), (threat.State, threat.Because[0]));
    }

    [Theory]
    [InlineData("asset:water", StrideCategory.InformationDisclosure, "CVE-2020-1|CVE-2025-9|port modbus")]
    [InlineData("asset:water", StrideCategory.ElevationOfPrivilege, "CVE-2025-9|account operator")]
    [InlineData("asset:water", StrideCategory.DenialOfService, "zone office")]
    [InlineData("service:drinking", StrideCategory.Tampering, "asset:water CVE-2020-1|asset:water CVE-2025-9")]
    [InlineData("account:operator", StrideCategory.Spoofing, "a password alone lets in|it lies on desk")]
    [InlineData("flow:control", StrideCategory.DenialOfService, "service drinking")]
    public void EachThingThatLeavesAThreatOpenIsAGroundOfItsOwn(string element, StrideCategory category, string grounds)
    {
        var city = Cities.Of(Cities.Text.Replace("  - {id: open-modbus, asset: water, kind: no-authentication, port: 502, technique: T0855, probability: 0.9, hours: 1, gains: administrator}", Cities.Weak("b", "CVE-2025-9", "administrator") + Cities.Weak("a", "CVE-2020-1", "user"), StringComparison.Ordinal));
        var threat = StridePerElement.Of(city).Single(t => t.Element == element && t.Category == category);
        Assert.Equal(grounds.Split('|'), threat.Grounds);
        Assert.Equal(threat.Grounds, threat.AsFinding().Grounds);
    }

    [Fact]
    public void AnElementInTheConduitClosesIt()
    {
        var guarded = Cities.Of(Cities.Text.Replace("guards: [net -> dmz]", "guards: [net -> dmz, office -> ops]", StringComparison.Ordinal));
        Assert.Equal(StrideState.Guarded, StridePerElement.Of(guarded).Single(t => t.Element == "conduit:office -> ops" && t.Category == StrideCategory.Tampering).State);
        Assert.Equal(StrideState.Guarded, StridePerElement.Of(guarded).Single(t => t.Element == "asset:water" && t.Category == StrideCategory.DenialOfService).State);
    }

    [Fact]
    public void WhatAServiceCannotDoWithoutIsGraver()
    {
        var threats = StridePerElement.Of(Cities.Town);
        Assert.Equal((Severity.High, Severity.Low), (threats.First(t => t.Element == "asset:water").Severity, threats.First(t => t.Element == "asset:desk").Severity));
        var finding = threats.Single(t => t.Element == "asset:water" && t.Category == StrideCategory.Tampering).AsFinding();
        Assert.Equal("stride-tampering@asset:water", finding.Id);
        Assert.StartsWith($"Tampering at {Cities.Town.Assets.Single(a => a.Id.Value == "water").Name}: ", finding.Words, StringComparison.Ordinal);
    }
}
