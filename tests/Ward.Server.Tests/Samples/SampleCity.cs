using System.Net;
using Ward.Cities;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Elements;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.City.Merging;
using Ward.City.Services;
using Ward.City.Zones;

namespace Ward.Server.Tests.Samples;

/// <summary>A small city to look at in tests.</summary>
internal static class SampleCity
{
    /// <summary>The same with a device that only events tell of.</summary>
    public static CityModel Now { get; } = Make() is var city ? city with { Assets = [.. city.Assets, Asset("device-at-10-20-4-77", "device at 10.20.4.77", "office", AssetKind.Other, "10.20.4.77", new ListeningPort("http", Transport.Tcp, 80))] } : null!;

    public static LivingCityStatus Standing { get; } = new(
        new DateTimeOffset(2026, 3, 2, 7, 40, 0, TimeSpan.Zero), "1 device was seen", new Dictionary<AssetId, DateTimeOffset> { [new("device-at-10-20-4-77")] = new(2026, 3, 2, 7, 39, 12, TimeSpan.Zero) }, 0,
        new CityOrigins(
            new Dictionary<string, IReadOnlyList<string>> { ["dispatch-db"] = ["city", "nmap"], ["device-at-10-20-4-77"] = ["observed"] },
            [new MergeConflict(CityPart.Asset, "dispatch-db", "vendor", "Acme", new Provenance("city", "city.yaml", default), "Orion \u001b[2J", new Provenance("nmap", "scan.xml", default))],
            ["asset 192.0.2.9 (scan.xml): no zone's networks hold 192.0.2.9; describe the zone, or name one for such assets"]),
        ["city.yaml:48: flows[3].to: expected the id of an asset or a zone, found \"dispach-db\", perhaps dispatch-db"]);

    /// <summary>The city before the device was seen, and nothing else.</summary>
    public static CityModel? Past(string version, out string? why)
    {
        why = version == Before.Version ? null : $"there is no version {version}";
        return why is null ? Before : null;
    }

    public static CityModel Before { get; } = Make() with { Version = "before" };

    public static CityModel Make() => new(
        new CityId("seaford"), "Seaford", "9f2c61d0a4b7e35588c01d9e6f7a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c",
        [
            new Zone(new ZoneId("internet"), "Internet", ZoneKind.External, []),
            new Zone(new ZoneId("dmz"), "Perimeter", ZoneKind.Perimeter, [IPNetwork.Parse("10.10.0.0/24")]),
            new Zone(new ZoneId("office"), "City hall", ZoneKind.Office, [IPNetwork.Parse("10.20.0.0/16")]),
            new Zone(new ZoneId("data"), "Data centre", ZoneKind.Data, [IPNetwork.Parse("10.30.0.0/24")]),
            new Zone(new ZoneId("ot"), "Signals and water", ZoneKind.Operations, [IPNetwork.Parse("10.40.0.0/24")]),
        ],
        [
            Asset("jump", "Jump host", "dmz", AssetKind.Server, "10.10.0.5", new ListeningPort("ssh", Transport.Tcp, 22)),
            Asset("portal", "Citizen portal", "dmz", AssetKind.Server, "10.10.0.8", new ListeningPort("https", Transport.Tcp, 443)),
            Asset("files", "File server", "data", AssetKind.Server, "10.30.0.11", new ListeningPort("smb", Transport.Tcp, 445)),
            Asset("dispatch-db", "Dispatch database", "data", AssetKind.Server, "10.30.0.20", new ListeningPort("postgres", Transport.Tcp, 5432)),
            Asset("dc1", "Domain controller", "data", AssetKind.Server, "10.30.0.2", new ListeningPort("ldap", Transport.Tcp, 389)),
            Asset("fw-edge", "Edge firewall", "dmz", AssetKind.Firewall, "10.10.0.1"),
        ],
        [
            new Service(new ServiceId("dispatch"), "Emergency dispatch", [new Need([new AssetId("dispatch-db")], [], 1)], 214_000, new City.Impact.Impact(3, 90_000, 10), 0.9, 0.02, "Paper cards and radio", null),
            new Service(new ServiceId("payments"), "Payments", [new Need([new AssetId("files")], [], 1)], 61_000, new City.Impact.Impact(0, 14_000, 6), 0.5, 0.05, null, null),
        ],
        [
            new Account(new AccountId("svc-backup"), "svc-backup", [new Grant(new AssetId("files"), Privilege.Administrator)], [new AssetId("jump")], false, []),
        ],
        [
            new Flow(new FlowId("ssh-in"), new FlowEnd.OfZone(new ZoneId("internet")), new FlowEnd.OfAsset(new AssetId("jump")), Transport.Tcp, 22, [], 40),
            new Flow(new FlowId("jump-files"), new FlowEnd.OfAsset(new AssetId("jump")), new FlowEnd.OfAsset(new AssetId("files")), Transport.Tcp, 445, [], 6),
            new Flow(new FlowId("files-dispatch"), new FlowEnd.OfAsset(new AssetId("files")), new FlowEnd.OfAsset(new AssetId("dispatch-db")), Transport.Tcp, 5432, [new ServiceId("dispatch")], 900),
        ],
        [],
        [
            new Element(new ElementId("fw-edge"), ElementKind.Nftables, new AssetId("fw-edge"), [new Conduit(new ZoneId("internet"), new ZoneId("dmz")), new Conduit(new ZoneId("dmz"), new ZoneId("data"))], []),
            new Element(new ElementId("web-portal"), ElementKind.Nginx, new AssetId("portal"), [], [new AssetId("portal")]),
        ],
        new Protection([], [new AssetId("dc1")], [], []));

    private static Asset Asset(string id, string name, string zone, AssetKind kind, string address, params ListeningPort[] ports) =>
        new(new AssetId(id), name, new ZoneId(zone), kind, [IPAddress.Parse(address)], ports, [id]);
}
