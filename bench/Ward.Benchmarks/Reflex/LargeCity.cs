using System.Net;
using Ward.Benchmarks.Cities;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Elements;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.City.Zones;

namespace Ward.Benchmarks.Reflex;

/// <summary>A generated city with the lab's host in it, as a way in that leads on into the data zones.</summary>
internal static class LargeCity
{
    public static string Yaml(int graphNodes)
    {
        var made = CityGenerator.Generate(1, graphNodes);
        var outside = made.Zones.First(z => z.Kind == ZoneKind.External).Id;
        var dmz = new Zone(new ZoneId("dmz"), "Lab", ZoneKind.Perimeter, [IPNetwork.Parse("198.18.0.0/24")]);
        var bastion = new Asset(new AssetId("bastion"), "bastion", dmz.Id, AssetKind.Server, [IPAddress.Parse("198.18.0.1")], [new ListeningPort("ssh", Transport.Tcp, 22)], []);
        var kept = made.Accounts.First(a => a.Login == "ops-backup");
        var onward = made.Find(kept.Grants[0].Asset)!;
        var city = new CityModel(made.Id, made.Name, made.Version,
            [.. made.Zones, dmz],
            [.. made.Assets, bastion, new Asset(new AssetId("lab-firewall"), "lab-firewall", dmz.Id, AssetKind.Firewall, [IPAddress.Parse("198.18.0.3")], [], [])],
            made.Services,
            [.. made.Accounts.Select(a => a == kept ? a with { KeptOn = [.. a.KeptOn, bastion.Id] } : a)],
            [.. made.Flows,
                new Flow(new FlowId("lab-in"), new FlowEnd.OfZone(outside), new FlowEnd.OfAsset(bastion.Id), Transport.Tcp, 22, [], 60),
                new Flow(new FlowId("lab-on"), new FlowEnd.OfAsset(bastion.Id), new FlowEnd.OfAsset(onward.Id), Transport.Tcp, 22, [], 30)],
            [.. made.Exposures, new Exposure(new ExposureId("lab-passwords"), bastion.Id, ExposureKind.WeakCredential, 22, "T1110.001", 0.3, 4, Privilege.Administrator, null)],
            [.. made.Elements.Select(e => e with { Guards = [.. e.Guards.Where(g => made.Find(g.From)!.Kind != ZoneKind.Operations || made.Find(g.To)!.Kind != ZoneKind.Operations)] }), new Element(new ElementId("fw"), ElementKind.Nftables, new AssetId("lab-firewall"), [new Conduit(outside, dmz.Id), new Conduit(dmz.Id, onward.Zone)], [])],
            made.Protection);
        return CityYaml.Print(city);
    }
}
