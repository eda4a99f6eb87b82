using System.Net;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Flows;
using Ward.Prescribe.Measures;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Plans;

public sealed class TargetingTests
{
    private static readonly ElementId Firewall = new("fw");
    private static readonly Flow OfficeToWeb = new(
        new FlowId("office-web"), new FlowEnd.OfZone(new ZoneId("office")), new FlowEnd.OfAsset(new AssetId("www")), Transport.Tcp, 443, [], 50);

    [Fact]
    public void AFlowFromOutsideIsClosedForEveryAddressWhereNobodyInsideNeedsThePort()
    {
        var at = At(Town.Model(), new Measure.CloseFlow(Firewall, new FlowId("web-in")));
        Assert.Equal("connection 0.0.0.0/0 > 10.0.1.10/32 Tcp/443", Planner.Describe(Assert.Single(at.Targets)));
    }

    [Fact]
    public void AFlowFromOutsideSparesTheInsideWhereAnotherFlowUsesTheSamePort()
    {
        var at = At(Town.Model(flows: OfficeToWeb), new Measure.CloseFlow(Firewall, new FlowId("web-in")));
        var from = at.Targets.Cast<ActionTarget.Connection>().Select(c => c.From).ToList();
        Assert.DoesNotContain(from, n => n.Contains(IPAddress.Parse("10.0.3.77")));
        Assert.DoesNotContain(from, n => n.Contains(IPAddress.Parse("198.51.100.9")));
        Assert.Contains(from, n => n.Contains(IPAddress.Parse("203.0.113.7")));
    }

    [Fact]
    public void AMappedAddressIsTheAddressThatItMaps()
    {
        var at = At(Town.Model(), Town.Deny("::ffff:203.0.113.7"));
        Assert.Equal(new ActionTarget.Source(IPAddress.Parse("203.0.113.7")), Assert.Single(at.Targets));
    }

    [Theory]
    [InlineData("deny", "198.51.100.9")]
    [InlineData("deny", "::ffff:198.51.100.9")]
    [InlineData("deny", "10.0.2.53")]
    [InlineData("deny", "127.0.0.1")]
    [InlineData("deny", "0.0.0.0")]
    [InlineData("deny", "::")]
    [InlineData("deny", "224.0.0.1")]
    [InlineData("deny", "255.255.255.255")]
    [InlineData("deny", "ff02::1")]
    [InlineData("web", "198.51.100.9")]
    [InlineData("isolate", "dns")]
    [InlineData("close", "ask-dns")]
    public void TheProtectedSetIsNeverTouched(string kind, string what)
    {
        Measure measure = kind switch
        {
            "deny" => Town.Deny(what),
            "web" => Town.DenyWeb(what),
            "isolate" => new Measure.IsolateHost(Firewall, new AssetId(what)),
            _ => new Measure.CloseFlow(Firewall, new FlowId(what)),
        };
        Assert.NotNull(Touches(Town.Model(), measure));
    }

    [Fact]
    public void AProtectedAccountIsNotDisabledEvenByHand()
    {
        var protection = new Protection([], [], [new AccountId("clerk")], []);
        Assert.NotNull(Touches(Town.Model(protection: protection), new Measure.DisableAccount(new AccountId("clerk"))));
        Assert.Null(Touches(Town.Model(), new Measure.DisableAccount(new AccountId("clerk"))));
    }

    [Fact]
    public void AFlowThatWouldTakeAProtectedFlowWithItIsNotClosed()
    {
        var wide = new Flow(new FlowId("wide"), new FlowEnd.OfZone(new ZoneId("office")), new FlowEnd.OfZone(new ZoneId("dmz")), Transport.Tcp, 0, [], 5);
        var protection = new Protection([], [], [], [OfficeToWeb.Id]);
        Assert.NotNull(Touches(Town.Model("v1", protection, "10.0.2.20", wide, OfficeToWeb), new Measure.CloseFlow(Firewall, wide.Id)));
        Assert.Null(Touches(Town.Model("v1", Protection.None, "10.0.2.20", wide, OfficeToWeb), new Measure.CloseFlow(Firewall, wide.Id)));
    }

    [Fact]
    public void AZoneThatHoldsAProtectedAssetIsNotCutAsAWhole()
    {
        var toData = new Flow(new FlowId("to-data"), new FlowEnd.OfZone(new ZoneId("office")), new FlowEnd.OfZone(new ZoneId("data")), Transport.Tcp, 445, [], 5);
        Assert.Contains("10.0.2.53", Touches(Town.Model(flows: toData), new Measure.CloseFlow(Firewall, toData.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public void OrdinaryMeasuresTouchNothingProtected() => Assert.All(
        new Measure[] { Town.Deny(), Town.DenyWeb(), new Measure.IsolateHost(Firewall, new AssetId("files")), new Measure.CloseFlow(Firewall, new FlowId("web-in")) },
        m => Assert.Null(Touches(Town.Model(), m)));

    private static Aim.At At(CityModel city, Measure measure) => Assert.IsType<Aim.At>(Targeting.Aim(city, measure, [Firewall, new ElementId("web")]));

    private static string? Touches(CityModel city, Measure measure) =>
        ProtectionCheck.Touches(city, measure, (Targeting.Aim(city, measure, [Firewall, new ElementId("web")]) as Aim.At)?.Targets ?? []);
}
