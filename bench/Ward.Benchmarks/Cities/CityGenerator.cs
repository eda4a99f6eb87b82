using System.Globalization;
using System.Net;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Elements;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.City.Services;
using Ward.City.Zones;

namespace Ward.Benchmarks.Cities;

/// <summary>
/// A city made from a seed: internet, perimeter zones with bastions and web servers, offices, data zones, operations zones and
/// management; every zone a /24 to /20 of its own; firewalls on every conduit; kept accounts, weaknesses, services. Made, not measured:
/// figures on it say how fast a graph of this size is, not how any real city is.
/// </summary>
public static class CityGenerator
{
    /// <param name="seed">The same seed and size give the same city.</param>
    /// <param name="graphNodes">About how many nodes its attack graph has: two an asset, and the goals and positions.</param>
    public static CityModel Generate(int seed, int graphNodes)
    {
        var draft = new Draft(new Random(seed), Math.Max(40, (graphNodes - 60) / 2));
        draft.Make();
        return draft.Finish(string.Create(CultureInfo.InvariantCulture, $"generated-{seed}-{graphNodes}"));
    }

    private sealed class Draft(Random random, int assetCount)
    {
        private const int PerZone = 250;
        private readonly List<Zone> zones = [];
        private readonly List<Asset> assets = [];
        private readonly List<Service> services = [];
        private readonly List<Account> accounts = [];
        private readonly List<Flow> flows = [];
        private readonly List<Exposure> exposures = [];
        private readonly List<Element> elements = [];
        private readonly Dictionary<ZoneId, List<Asset>> inZone = [];

        public void Make()
        {
            zones.Add(new(new("internet"), "Internet", ZoneKind.External, []));
            var count = Math.Max(6, assetCount / PerZone);
            for (var z = 0; z < count; z++) AddZone(z, z == 0 ? ZoneKind.Management : (z % 8) switch { 1 => ZoneKind.Perimeter, 2 or 6 => ZoneKind.Data, 3 => ZoneKind.Operations, _ => ZoneKind.Office });
            for (var a = 0; a < assetCount; a++) AddAsset(a, zones[1 + (a % count)]);
            Connect();
            Keep();
            Serve();
            Guard();
        }

        public CityModel Finish(string version)
        {
            var management = zones.First(z => z.Kind == ZoneKind.Management);
            var protection = new Protection([management.Networks[0]], [], [], []);
            return new(new("generated"), "Generated", version, zones, assets, services, accounts, flows, exposures, elements, protection);
        }

        private static string N(int n) => n.ToString(CultureInfo.InvariantCulture);

        private void AddZone(int z, ZoneKind kind)
        {
            var network = new IPNetwork(new IPAddress([10, (byte)(z >> 4), (byte)((z & 15) << 4), 0]), 20);
            var zone = new Zone(new($"z{N(z)}-{kind.ToString().ToLowerInvariant()}"), $"{kind} {N(z)}", kind, [network]);
            zones.Add(zone);
            inZone[zone.Id] = [];
        }

        private void AddAsset(int a, Zone zone)
        {
            var at = inZone[zone.Id].Count + 10;
            var bytes = zone.Networks[0].BaseAddress.GetAddressBytes();
            var address = new IPAddress([bytes[0], bytes[1], (byte)(bytes[2] + (at >> 8)), (byte)(at & 255)]);
            var kind = zone.Kind switch { ZoneKind.Operations => AssetKind.Controller, ZoneKind.Office => AssetKind.Workstation, _ => AssetKind.Server };
            var ports = new List<ListeningPort>();
            if (kind is AssetKind.Server or AssetKind.Workstation || random.Next(4) == 0) ports.Add(new("ssh", Transport.Tcp, 22));
            if (kind == AssetKind.Workstation) ports.Add(new("rdp", Transport.Tcp, 3389));
            if (kind is AssetKind.Workstation or AssetKind.Server && random.Next(4) > 0) ports.Add(new("smb", Transport.Tcp, 445));
            if (kind == AssetKind.Controller) ports.Add(new("modbus", Transport.Tcp, 502));
            if (zone.Kind == ZoneKind.Perimeter || random.Next(6) == 0) ports.Add(new("https", Transport.Tcp, 443));
            var asset = new Asset(new($"h{N(a)}"), $"h{N(a)}", zone.Id, kind, [address], ports, [$"h{N(a)}"]);
            assets.Add(asset);
            inZone[zone.Id].Add(asset);
            Weaken(asset, zone);
        }

        private void Weaken(Asset asset, Zone zone)
        {
            void Add(ExposureKind kind, int? port, string technique, double p, double hours, Privilege gains) =>
                exposures.Add(new(new($"x{N(exposures.Count)}"), asset.Id, kind, port, technique, p, hours, gains, null));
            if (random.Next(3) == 0) Add(ExposureKind.Vulnerability, null, "T1068", 0.2 + (random.NextDouble() * 0.5), 8, Privilege.Administrator);
            foreach (var port in asset.Ports)
                if (random.Next(10) == 0)
                    Add(ExposureKind.Vulnerability, port.Port, zone.Kind == ZoneKind.Perimeter ? "T1190" : "T1210", 0.02 + (random.NextDouble() * 0.2), 24, Privilege.User);
            if (zone.Kind == ZoneKind.Operations && random.Next(5) == 0) Add(ExposureKind.NoAuthentication, 502, "T1692.001", 0.3, 4, Privilege.User);
            if (asset.Ports.Any(p => p.Name == "ssh") && random.Next(40) == 0) Add(ExposureKind.WeakCredential, 22, "T1110", 0.15, 6, Privilege.User);
        }

        private void Connect()
        {
            var perimeters = zones.Where(z => z.Kind == ZoneKind.Perimeter).ToList();
            for (var i = 0; i < perimeters.Count; i++)
            {
                foreach (var asset in inZone[perimeters[i].Id].Take(12))
                    Add(new FlowEnd.OfZone(zones[0].Id), new FlowEnd.OfAsset(asset.Id), asset.Ports.Any(p => p.Port == 22) && random.Next(3) == 0 ? 22 : 443, 500 + random.Next(5000));
            }

            var bastion = inZone[perimeters[0].Id].First(a => a.Ports.Any(p => p.Port == 22));
            Add(new FlowEnd.OfZone(zones[0].Id), new FlowEnd.OfAsset(bastion.Id), 22, 40);
            for (var z = 1; z < zones.Count; z++)
            {
                var parent = zones[1 + ((z - 1) / 3)];
                if (parent != zones[z])
                {
                    Add(new FlowEnd.OfZone(zones[z].Id), new FlowEnd.OfZone(parent.Id), zones[z].Kind == ZoneKind.Office ? 443 : 22, 2000);
                    Add(new FlowEnd.OfZone(parent.Id), new FlowEnd.OfZone(zones[z].Id), zones[z].Kind == ZoneKind.Operations ? 502 : 445, 800);
                }

                for (var i = 0; i < 3; i++)
                {
                    var other = zones[1 + random.Next(zones.Count - 1)];
                    if (other != zones[z] && other.Kind != ZoneKind.Operations) Add(new FlowEnd.OfZone(zones[z].Id), new FlowEnd.OfZone(other.Id), random.Next(4) switch { 0 => 22, 1 => 443, 2 => 445, _ => 0 }, 300);
                }

                for (var i = 0; i < 6; i++)
                {
                    var from = Any(zones[z].Id);
                    var to = assets[random.Next(assets.Count)];
                    if (from.Zone != to.Zone && to.Ports.Count > 0) Add(new FlowEnd.OfAsset(from.Id), new FlowEnd.OfAsset(to.Id), to.Ports[random.Next(to.Ports.Count)].Port, 50);
                }
            }
        }

        private void Add(FlowEnd from, FlowEnd to, int port, double sessions) =>
            flows.Add(new(new($"f{N(flows.Count)}"), from, to, Transport.Tcp, port, [], sessions));

        private Asset Any(ZoneId zone) => inZone[zone][random.Next(inZone[zone].Count)];

        private void Keep()
        {
            for (var x = 0; x < assets.Count / 25; x++)
            {
                var home = zones[1 + random.Next(zones.Count - 1)].Id;
                var grants = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => new Grant((random.Next(4) > 0 ? Any(home) : assets[random.Next(assets.Count)]).Id, random.Next(3) == 0 ? Privilege.Administrator : Privilege.User)).ToList();
                accounts.Add(new(new($"a{N(x)}"), $"user{N(x)}", grants, [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Any(home).Id)], random.Next(4) == 0, []));
            }

            // The first perimeter's bastion keeps an account that leads into the data zones: the classic way in.
            var perimeter = zones.First(z => z.Kind == ZoneKind.Perimeter);
            var bastion = inZone[perimeter.Id].First(a => a.Ports.Any(p => p.Port == 22));
            var data = inZone[zones.First(z => z.Kind == ZoneKind.Data).Id].First(a => a.Ports.Any(p => p.Port == 22));
            accounts.Add(new(new("ops-backup"), "ops-backup", [new(data.Id, Privilege.Administrator)], [bastion.Id], false, []));
            Add(new FlowEnd.OfAsset(bastion.Id), new FlowEnd.OfAsset(data.Id), 22, 30);
        }

        private void Serve()
        {
            var count = Math.Clamp(assets.Count / 250, 8, 60);
            var homes = zones.Where(z => z.Kind is ZoneKind.Data or ZoneKind.Operations).ToList();
            for (var s = 0; s < count; s++)
            {
                var home = homes[s % homes.Count].Id;
                var needs = new List<Need> { new([Any(home).Id, Any(home).Id], [], 1 + random.Next(2)) };
                if (s == 0) needs.Add(new([inZone[zones.First(z => z.Kind == ZoneKind.Data).Id].First(a => a.Ports.Any(p => p.Port == 22)).Id], [], 1));
                if (s > 2 && random.Next(3) == 0) needs.Add(new([], [services[random.Next(s)].Id], 1));
                services.Add(new(new($"s{N(s)}"), $"service {N(s)}", needs, random.Next(1000, 200_000), new(random.NextDouble(), random.Next(10_000), random.Next(11)), 0.5, 0.05, null, null));
            }

            for (var f = 0; f < flows.Count; f += 7) flows[f] = flows[f] with { NeededBy = [services[random.Next(services.Count)].Id] };
        }

        private void Guard()
        {
            var management = zones.First(z => z.Kind == ZoneKind.Management).Id;
            var all = new HashSet<Conduit>();
            foreach (var flow in flows)
                if (Zone(flow.From) is var from && Zone(flow.To) is var to && from != to) all.Add(new(from, to));
            var edge = all.Where(c => c.From == zones[0].Id || c.To == zones[0].Id).ToList();
            var inner = all.Except(edge).Chunk(40).ToList();
            elements.Add(new(new("edge"), ElementKind.Nftables, Any(management).Id, edge, []));
            for (var i = 0; i < inner.Count; i++) elements.Add(new(new($"fw{N(i)}"), ElementKind.Nftables, Any(management).Id, inner[i], []));
            var web = inZone[zones.First(z => z.Kind == ZoneKind.Perimeter).Id].Where(a => a.Ports.Any(p => p.Port == 443)).Take(3).Select(a => a.Id).ToList();
            elements.Add(new(new("web"), ElementKind.Nginx, web[0], [], web));
        }

        private ZoneId Zone(FlowEnd end) => end switch
        {
            FlowEnd.OfZone z => z.Zone,
            FlowEnd.OfAsset a => assets[int.Parse(a.Asset.Value.AsSpan(1), CultureInfo.InvariantCulture)].Zone,
            _ => throw new InvalidOperationException("unknown flow end"),
        };
    }
}
