using System.Net;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Elements;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.City.Services;
using Ward.City.Zones;

namespace Ward.Predict.Tests.Cities;

/// <summary>A city small enough to reckon by hand: internet, perimeter (bastion, web), data (fileserver), operations (plc).</summary>
internal static class SmallCity
{
    public static readonly CityId Id = new("small");

    public static CityModel Model { get; } = new(
        Id, "Small", "v1",
        [
            Zone("internet", ZoneKind.External), Zone("dmz", ZoneKind.Perimeter, "10.0.1.0/24"), Zone("data", ZoneKind.Data, "10.0.2.0/24"),
            Zone("ops", ZoneKind.Operations, "10.0.3.0/24"), Zone("mgmt", ZoneKind.Management, "10.0.9.0/24"),
        ],
        [
            Asset("bastion", "dmz", "10.0.1.10", AssetKind.Server, new ListeningPort("ssh", Transport.Tcp, 22)),
            Asset("web", "dmz", "10.0.1.20", AssetKind.Server, new ListeningPort("https", Transport.Tcp, 443)),
            Asset("fileserver", "data", "10.0.2.10", AssetKind.Server, new ListeningPort("ssh", Transport.Tcp, 22)),
            Asset("plc", "ops", "10.0.3.10", AssetKind.Controller, new ListeningPort("modbus", Transport.Tcp, 502)),
            Asset("firewall", "mgmt", "10.0.9.1", AssetKind.Firewall),
        ],
        [Service("payments", "fileserver", 50_000), Service("water", "plc", 90_000)],
        [new Account(new("ops-backup"), "ops-backup", [new(new("fileserver"), Privilege.Administrator)], [new("bastion")], false, [])],
        [
            Flow("ssh-in", new FlowEnd.OfZone(new("internet")), new FlowEnd.OfAsset(new("bastion")), 22, 20),
            Flow("web-in", new FlowEnd.OfZone(new("internet")), new FlowEnd.OfAsset(new("web")), 443, 20_000),
            Flow("backup", new FlowEnd.OfAsset(new("bastion")), new FlowEnd.OfAsset(new("fileserver")), 22, 4),
            Flow("scada", new FlowEnd.OfAsset(new("fileserver")), new FlowEnd.OfAsset(new("plc")), 502, 100),
        ],
        [new Exposure(new("open-plc"), new("plc"), ExposureKind.NoAuthentication, 502, "T1692.001", 0.7, 1, Privilege.User, null)],
        [
            new Element(new("edge"), ElementKind.Nftables, new("firewall"), [new(new("internet"), new("dmz"))], []),
            new Element(new("inner"), ElementKind.Nftables, new("firewall"), [new(new("dmz"), new("data")), new(new("data"), new("ops"))], []),
            new Element(new("nginx"), ElementKind.Nginx, new("web"), [], [new("web")]),
        ],
        new Protection([IPNetwork.Parse("10.0.9.0/24")], [], [], []));

    /// <summary>A copy of a record keeps the look-ups of its original, so a changed city is made anew.</summary>
    public static CityModel Anew(this CityModel c) =>
        new(c.Id, c.Name, c.Version, c.Zones, c.Assets, c.Services, c.Accounts, c.Flows, c.Exposures, c.Elements, c.Protection);

    public static Zone Zone(string id, ZoneKind kind, params string[] networks) => new(new(id), id, kind, [.. networks.Select(n => IPNetwork.Parse(n))]);

    public static Asset Asset(string id, string zone, string address, AssetKind kind, params ListeningPort[] ports) =>
        new(new(id), id, new(zone), kind, [IPAddress.Parse(address)], ports, [id]);

    public static Service Service(string id, string asset, long citizens, double floor = 0) =>
        new(new(id), id, [new([new(asset)], [], 1)], citizens, new(0, 1000, 2), floor, 0.05, null, null);

    public static Flow Flow(string id, FlowEnd from, FlowEnd to, int port, double sessions) => new(new(id), from, to, Transport.Tcp, port, [], sessions);
}
