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

namespace Ward.Predict.Tests.Cities;

/// <summary>Small cities by seed, odd ones included: shared accounts, floors, k of n, protected things, unguarded conduits.</summary>
internal static class RandomCity
{
    public static CityModel Of(int seed)
    {
        var random = new Random(seed);
        var kinds = new[] { ZoneKind.External, ZoneKind.Perimeter, ZoneKind.Data, random.Next(3) == 0 ? ZoneKind.Operations : ZoneKind.Office };
        var zones = kinds.Select((k, i) => SmallCity.Zone(Name("z", i), k, i == 0 ? [] : [$"10.0.{N(i)}.0/24"])).ToList();
        var assets = Enumerable.Range(0, 4 + random.Next(4)).Select(i => SmallCity.Asset(
            Name("h", i), Name("z", 1 + (i % 3)), $"10.0.{N(1 + (i % 3))}.{N(10 + i)}", AssetKind.Server,
            random.Next(3) == 0 ? [new("ssh", Transport.Tcp, 22), new("https", Transport.Tcp, 443)] : [random.Next(2) == 0 ? new("ssh", Transport.Tcp, 22) : new("https", Transport.Tcp, 443)])).ToList();
        var services = new List<Service>();
        for (var s = 0; s < 2; s++)
        {
            var needs = new List<Need> { new([Asset().Id, Asset().Id], [], 1 + random.Next(2)) };
            if (s == 1 && random.Next(2) == 0) needs.Add(new([], [services[0].Id], 1));
            services.Add(new(new(Name("s", s)), Name("s", s), needs, random.Next(1000), new(0, random.Next(60), random.Next(2)), random.Next(3) == 0 ? 0.6 : 0, 0.02 + (random.NextDouble() * 0.3), null, null));
        }

        var flows = new List<Flow> { SmallCity.Flow("f0", new FlowEnd.OfZone(new("z0")), new FlowEnd.OfAsset(assets[0].Id), assets[0].Ports[0].Port, random.Next(100)) };
        for (var f = 1; f < 6; f++)
        {
            FlowEnd from = random.Next(2) == 0 ? new FlowEnd.OfZone(zones[random.Next(4)].Id) : new FlowEnd.OfAsset(Asset().Id);
            FlowEnd to = random.Next(3) == 0 ? new FlowEnd.OfZone(zones[1 + random.Next(3)].Id) : new FlowEnd.OfAsset(Asset().Id);
            flows.Add(SmallCity.Flow(Name("f", f), from, to, random.Next(3) switch { 0 => 0, 1 => 22, _ => 443 }, random.Next(200)) with
            {
                NeededBy = random.Next(3) == 0 ? [services[random.Next(2)].Id] : [],
            });
        }

        var accounts = Enumerable.Range(0, 2).Select(x => new Account(new(Name("a", x)), Name("a", x),
            [new(Asset().Id, (Privilege)(1 + random.Next(2))), new(Asset().Id, Privilege.User)], [Asset().Id], random.Next(4) == 0, random.Next(4) == 0 ? [services[0].Id] : [])).ToList();
        var exposures = Enumerable.Range(0, 4).Select(x =>
        {
            var asset = Asset();
            var local = random.Next(3) == 0;
            return new Exposure(new(Name("x", x)), asset.Id, random.Next(3) == 0 ? ExposureKind.WeakCredential : ExposureKind.Vulnerability, local ? null : asset.Ports[0].Port,
                local ? "T1068" : "T1210", 0.1 + (random.NextDouble() * 0.8), 1, (Privilege)(1 + random.Next(2)), null);
        }).ToList();
        var conduits = (from a in zones from b in zones where a != b && random.Next(6) > 0 select new Conduit(a.Id, b.Id)).ToList();
        var elements = new List<Element>
        {
            new(new("e0"), ElementKind.Nftables, new("h0"), [.. conduits.Where(c => c.From.Value == "z0")], []),
            new(new("e1"), ElementKind.Nftables, new("h0"), [.. conduits.Where(c => c.From.Value != "z0")], []),
            new(new("n0"), ElementKind.Nginx, new("h0"), [], [assets[0].Id]),
        };
        var protection = random.Next(3) == 0
            ? new Protection([], [Asset().Id], [accounts[random.Next(2)].Id], [flows[random.Next(6)].Id])
            : new Protection(random.Next(6) == 0 ? [IPNetwork.Parse("203.0.113.0/24")] : [], [], [], []);
        return new(SmallCity.Id, "Random", N(seed), zones, assets, services, accounts, flows, exposures, elements, protection);

        Asset Asset() => assets[random.Next(assets.Count)];
    }

    /// <summary>An attacker outside who tries or has entered a host.</summary>
    public static Detect.Incidents.Incident Attack(CityModel city, int seed)
    {
        var host = city.Assets[seed % city.Assets.Count].Id.Value;
        return (seed % 3) switch { 0 => Incidents.Broken(host), 1 => Incidents.Broken(host, login: "a0"), _ => Incidents.Guessing("h0") };
    }

    private static string Name(string kind, int i) => kind + N(i);

    private static string N(int i) => i.ToString(CultureInfo.InvariantCulture);
}
