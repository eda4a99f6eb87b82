using System.Security.Cryptography;
using System.Text;
using Ward.City.Assets;
using Ward.City.Flows;
using Ward.City.Reading;

namespace Ward.City.Tests.Reading;

public sealed class CityReaderTests
{
    internal const string Small = """
        id: c
        name: C
        zones:
          - {id: internet, kind: external}
          - {id: dmz, kind: perimeter, networks: [10.1.0.0/24]}
          - {id: plant, kind: operations, networks: [10.5.0.0/24]}
        assets:
          - {id: web, zone: dmz, kind: server, addresses: [10.1.0.5], listens: [ssh, "https:8443", {name: odd, protocol: udp, port: 7}]}
          - {id: db, zone: dmz, kind: server, addresses: [10.1.0.6]}
          - {id: fw, zone: dmz, kind: firewall}
          - {id: plc, zone: plant, kind: controller, addresses: [10.5.0.9]}
        services:
          - {id: pay, needs: [web, {anyOf: [db, fw], atLeast: 1}], citizens: 10}
          - {id: tax, needs: [pay], citizens: 5}
        accounts:
          - {id: a, login: svc, grants: {web: administrator}, keptOn: [db], secondFactor: true, neededBy: [pay]}
        flows:
          - {id: f, from: internet, to: web, port: https, perDay: 3}
        exposures:
          - {id: x, asset: web, kind: vulnerability, port: ssh, technique: T1190, probability: 0.5, gains: user}
        elements:
          - {id: e, kind: nftables, asset: fw, guards: [internet -> dmz]}
        protected: {assets: [db]}
        """;

    [Fact]
    public void EverySectionArrivesInTheModel()
    {
        var city = Read(Small);

        Assert.Equal([new ListeningPort("ssh", Transport.Tcp, 22), new ListeningPort("https", Transport.Tcp, 8443), new ListeningPort("odd", Transport.Udp, 7)],
            city.Find(new AssetId("web"))!.Ports);
        Assert.Equal(2, city.Find(new ServiceId("pay"))!.Needs.Count);
        Assert.Equal(new ServiceId("pay"), city.Find(new ServiceId("tax"))!.Needs[0].Services[0]);
        Assert.True(city.AccountsNamed("svc")[0].SecondFactor);
        Assert.Equal("internet -> dmz", city.Find(new ElementId("e"))!.Guards[0].ToString());
        Assert.True(city.IsProtected(new AssetId("db")));
        Assert.Equal(22, city.Exposures[0].Port);
    }

    [Fact]
    public void APortNameMeansWhatTheTargetListensOn()
    {
        var flow = Read(Small).Find(new FlowId("f"))!;

        Assert.Equal(8443, flow.Port);
        Assert.Equal(new FlowEnd.OfAsset(new AssetId("web")), flow.To);
    }

    [Fact]
    public void TheVersionIsTheHashOfTheText() =>
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Small))), Read(Small).Version);

    [Fact]
    public void AnAddressOutsideItsZoneIsAWarning()
    {
        var reading = CityReader.Read("city.yaml", Small.Replace("10.1.0.6", "10.9.0.6", StringComparison.Ordinal));

        var warning = Assert.Single(Assert.IsType<CityReading.Read>(reading).Warnings);
        Assert.Equal("city.yaml:9: assets[1].addresses[0]: expected an address within the networks of dmz (10.1.0.0/24), found 10.9.0.6", warning.ToString());
    }

    [Fact]
    public void AllProblemsAreToldAtOnce()
    {
        var text = Small.Replace("zone: dmz, kind: firewall", "zone: dnz, kind: firewall", StringComparison.Ordinal)
            .Replace("perDay: 3", "perday: 3", StringComparison.Ordinal)
            .Replace("probability: 0.5", "probability: 1.5", StringComparison.Ordinal);

        Assert.Equal(
            [
                "city.yaml:10: assets[2].zone: expected the id of a zone (internet, dmz, plant), found \"dnz\"; did you mean \"dmz\"?",
                "city.yaml:18: flows[0]: expected one of id, from, to, port, protocol, neededBy, perDay, found the unknown field \"perday\"; did you mean \"perDay\"?",
                "city.yaml:20: exposures[0].probability: expected a probability from 0 to 1, found \"1.5\"",
            ],
            Problems(text));
    }

    private static CityModel Read(string text)
    {
        var reading = CityReader.Read("city.yaml", text);
        if (reading is CityReading.Refused refused) Assert.Fail(string.Join('\n', refused.Problems));
        return ((CityReading.Read)reading).City;
    }

    internal static IReadOnlyList<string> Problems(string text) =>
        [.. Assert.IsType<CityReading.Refused>(CityReader.Read("city.yaml", text)).Problems.Select(p => p.ToString())];
}
