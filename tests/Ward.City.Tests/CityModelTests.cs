using System.Net;
using Ward.City.Zones;

namespace Ward.City.Tests;

public sealed class CityModelTests
{
    [Fact]
    public void AnAddressThatNoZoneClaimsIsOutside()
    {
        var city = new CityModel(new CityId("c"), "C", "v",
            [new Zone(new ZoneId("office"), "Office", ZoneKind.Office, [IPNetwork.Parse("10.0.0.0/8")]), new Zone(new ZoneId("internet"), "Internet", ZoneKind.External, [])],
            [], [], [], [], [], [], Protection.None);

        Assert.Equal(new ZoneId("internet"), city.ZoneOf(IPAddress.Parse("203.0.113.7"))!.Id);
        Assert.Equal(new ZoneId("office"), city.ZoneOf(IPAddress.Parse("10.1.2.3"))!.Id);
        Assert.Null(city.InnerZoneOf(IPAddress.Parse("203.0.113.7")));
        Assert.Equal(new ZoneId("office"), city.InnerZoneOf(IPAddress.Parse("10.1.2.3"))!.Id);
    }
}
