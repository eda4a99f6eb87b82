using Ward.City.Imports;
using static Ward.City.Tests.Merging.Cities;

namespace Ward.City.Tests.Imports;

public sealed class LeaseImportTests
{
    private const string Dhcpd = "lease 10.20.0.71 {\n  starts 0 2026/03/01 11:00:00;\n  ends 0 2026/03/01 13:00:00;\n  binding state active;\n  hardware ethernet 00:0e:8c:00:00:71;\n  client-hostname \"camera-71\";\n}\n"
        + "lease 10.20.0.72 {\n  starts 0 2026/03/01 10:00:00;\n  ends 0 2026/03/01 11:00:00;\n  binding state active;\n  hardware ethernet 00:0e:8c:00:00:72;\n}\n"
        + "lease 10.20.0.73 {\n  starts 0 2026/03/01 11:00:00;\n  ends 0 2026/03/01 13:00:00;\n  binding state active;\n  hardware ethernet 00:0e:8c:00:00:73;\n}\n"
        + "lease 10.20.0.73 {\n  starts 0 2026/03/01 11:30:00;\n  ends 0 2026/03/01 11:31:00;\n  binding state free;\n}\n";

    [Fact]
    public void LeasesThatAreOverAreLeftOutAndCountedAndTheLastWordOnAnAddressCounts()
    {
        var delta = Delta(ImportFormat.Dhcpd, Dhcpd);
        var record = Assert.Single(delta.Records);
        Assert.Equal(("00:0E:8C:00:00:71", "10.20.0.71", "camera-71"), (record.Key, record["addresses"], record["aliases"]));
        Assert.Contains(delta.Notes, n => n.Contains("4 entries on 3 addresses; 2 leases are over", StringComparison.Ordinal));
        Assert.Equal(new("dmz"), Merge(delta).City.AssetNamed("camera-71")!.Zone);
    }

    [Fact]
    public void AMacAddressThatWasMadeUpIsNoIdentity()
    {
        const string leases = "1772370000 5a:0e:8c:00:00:91 10.20.0.91 phone *\n1772370000 5a:0e:8c:00:00:91 10.20.0.92 phone *\n";
        var delta = Delta(ImportFormat.Dnsmasq, leases);
        Assert.Equal(["10.20.0.91", "10.20.0.92"], delta.Records.Select(r => r.Key));
        Assert.All(delta.Records, r => Assert.Empty(r.All("macs")));
        var merged = Merge(delta);
        Assert.Equal(4, merged.City.Assets.Count);
        Assert.Null(merged.City.AssetNamed("nobody"));
        Assert.Contains(merged.LeftOut, l => l.Contains("several assets call themselves", StringComparison.Ordinal));
    }

    [Fact]
    public void TheSameThingIsOneOverSourcesByItsMacAddress()
    {
        var merged = Merge(
            Delta(ImportFormat.Kea, "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context\n10.20.0.81,00:0e:8c:00:00:81,,4000,1772370000,1,1,1,gate-81.,0,\n"),
            Delta(ImportFormat.Neighbours, "10.20.0.85 dev eth0 lladdr 00:0e:8c:00:00:81 REACHABLE\n10.20.0.9 dev eth0 FAILED\nfe80::1 dev eth0 lladdr 00:0e:8c:00:00:81 STALE\n"));
        var gate = merged.City.AssetNamed("gate-81")!;
        Assert.Equal(["10.20.0.81", "10.20.0.85"], gate.Addresses.Select(a => a.ToString()).Order());
        Assert.Equal(3, merged.City.Assets.Count);
    }

    [Fact]
    public void WhoCallsItselfLikeAnotherTakesNothingFromIt()
    {
        var merged = Merge(
            Delta(ImportFormat.Dnsmasq, "1772370000 00:0e:8c:00:00:91 10.20.0.91 pump *\n"),
            Delta(ImportFormat.Nmap, "<nmaprun start=\"1\"><host><status state=\"up\"/><address addr=\"10.50.0.44\" addrtype=\"ipv4\"/><hostnames><hostname name=\"pump\"/></hostnames></host><runstats/></nmaprun>"));
        Assert.Equal("10.50.0.44", Assert.Single(merged.City.AssetNamed("pump")!.Addresses).ToString());
        Assert.Equal("pump-00-0e-8c-00-00-91", merged.City.AssetAt(System.Net.IPAddress.Parse("10.20.0.91"))!.Id.Value);
    }

    [Fact]
    public void ARouterThatAnswersForOthersIsNotAllOfThem()
    {
        var delta = Delta(ImportFormat.Neighbours, string.Concat(Enumerable.Range(100, 20).Select(i => $"? (10.20.0.{i}) at 00:0e:8c:00:00:01 [ether] on eth0\n")));
        Assert.Equal(20, delta.Records.Count);
        Assert.Contains(delta.Notes, n => n.Contains("answers for more than 16", StringComparison.Ordinal));
    }
}
