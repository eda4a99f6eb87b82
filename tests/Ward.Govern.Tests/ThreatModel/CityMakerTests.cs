using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Makers;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.Tests.ThreatModel;

public sealed class CityMakerTests
{
    [Fact]
    public void WhatACitySaysBecomesFactsAndWhatItDoesNotStaysUnknown()
    {
        var model = CityMaker.Of(Cities.Town);
        var water = model.Asset("water");
        Assert.Equal((Criticality.MissionCritical, (Confidentiality?)null, false), (water.Own.Integrity!.Value, water.Own.Confidentiality, water.Redundant!.Value));
        Assert.Equal((true, AssetType.Datastore), (model.Asset("pay").Redundant, model.Asset("store").Type));
        Assert.Null(water.Encryption);
        Assert.Null(water.Stored);
        Assert.Equal((Authentication.None, "binary"), (model.Links.Single(l => l.Id == "control").Authentication, model.Links.Single(l => l.Id == "control").Protocol));
        Assert.Equal(Authentication.TwoFactor, model.Links.Single(l => l.Id == "citizens").Authentication);
        Assert.Equal((true, true), (model.Asset("zone:net").Internet, model.Asset("zone:net").OutOfScope));
        Assert.Null(model.NetworkOf(model.Asset("zone:net")));
    }

    [Fact]
    public void WhoeverAnswersForAZoneAnswersForItsAssets()
    {
        var model = CityMaker.Of(Cities.Of(Cities.Text.Replace("{id: ops, kind: operations,", "{id: ops, kind: operations, owner: Water works, ", StringComparison.Ordinal)));
        Assert.Equal(("Water works", (string?)null), (model.Asset("water").Owner, model.Asset("desk").Owner));
    }

    [Fact]
    public void KindsSpeakOfWhatACitySaysAndAreNamedAsSilentOverTheRest()
    {
        var analysis = ThreatAnalysis.Of(CityMaker.Of(Cities.Town), []);
        Assert.Contains(analysis.Findings, f => f.Id == "missing-authentication@control@desk@water");
        Assert.Contains(analysis.Findings, f => f.Id == "dos-risky-access-across-trust-boundary@water@desk@control");
        // The guide names the number of those that speak.
        Assert.Equal(42 - 14, analysis.Silent.Count);
        Assert.Contains(analysis.Silent, s => s.Kind.Id == "missing-vault" && s.Missing == Facts.Technologies);
        Assert.Contains(analysis.Silent, s => s.Kind.Id == "unencrypted-asset");
        Assert.DoesNotContain(analysis.Findings, f => analysis.Silent.Any(s => s.Kind.Id == f.Kind));
    }

    [Fact]
    public void TheAnswerOfAControllerThatAsksNobodyGoesWhenItDoes() =>
        Assert.DoesNotContain(ThreatAnalysis.Of(CityMaker.Of(Cities.Of(Cities.Text.Replace("kind: no-authentication", "kind: vulnerability", StringComparison.Ordinal))), []).Findings, f => f.Kind == "missing-authentication");

    [Fact]
    public void AFlowToAZoneReachesWhatListensThere()
    {
        var model = CityMaker.Of(Cities.Of(Cities.Text.Replace("from: net, to: pay, port: https", "from: net, to: dmz, port: https", StringComparison.Ordinal)));
        Assert.Equal(["citizens>pay"], model.Links.Where(l => l.Source == "zone:net").Select(l => l.Id));
    }
}
