using System.Globalization;
using System.Text;
using Ward.City.Assets;
using Ward.City.Flows;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.Standards.Yaml;
using static Ward.City.Tests.Merging.Cities;

namespace Ward.City.Tests.Imports;

public sealed class ZeekImportTests
{
    private const string Header = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tconn_state\tlocal_orig\tlocal_resp\torig_pkts\tresp_pkts\n";

    [Fact]
    public void ConversationsBecomeFlowsWithSessionsADay()
    {
        var log = new StringBuilder(Header);
        for (var i = 0; i < 10; i++) Row(log, i * 17_280, "10.20.0.30", "10.50.0.10", 502, "tcp", "SF");
        var delta = Delta(ImportFormat.Zeek, log.ToString());
        Assert.Equal("zeek:conn", delta.Source);
        var merged = Merge(delta);
        var flow = Assert.Single(merged.City.Flows, f => f.Port == 502 && f.From.ToString() != "web");
        Assert.Equal(("plc", Transport.Tcp), (flow.To.ToString(), flow.Protocol));
        // Ten within 9 times 0.2 days.
        Assert.Equal(10 / 1.8, flow.SessionsPerDay, 2);
        Assert.Equal(new("dmz"), merged.City.AssetAt(System.Net.IPAddress.Parse("10.20.0.30"))!.Zone);
    }

    [Fact]
    public void WhatIsRefusedIsNoFlowAndWhoIsRefusedEverywhereScans()
    {
        var log = new StringBuilder(Header);
        for (var port = 1; port <= 60; port++) Row(log, port, "10.20.0.66", "10.50.0.10", port, "tcp", port % 2 == 0 ? "REJ" : "S0");
        Row(log, 100, "10.20.0.66", "10.50.0.10", 502, "tcp", "SF");
        Row(log, 101, "10.20.0.67", "10.50.0.10", 23, "tcp", "REJ");
        Row(log, 102, "10.20.0.67", "10.50.0.10", 502, "tcp", "SF");
        var delta = Delta(ImportFormat.Zeek, log.ToString());
        var flow = Assert.Single(delta.Records, r => r.Part == CityPart.Flow);
        Assert.Equal("10.20.0.67", flow["from"]);
        Assert.Contains(delta.Notes, n => n.StartsWith("10.20.0.66 scans", StringComparison.Ordinal));
        Assert.DoesNotContain(delta.Records, r => r.Key == "10.20.0.66");
    }

    [Fact]
    public void AScanFromOutsideIsTakenOutOfTheFlowFromOutside()
    {
        var log = new StringBuilder(Header);
        for (var host = 1; host <= 60; host++) Row(log, host, "203.0.113.9", $"10.20.0.{host + 100}", 22, "tcp", "S0");
        Row(log, 100, "203.0.113.9", "10.20.0.20", 22, "tcp", "SF");
        Row(log, 101, "198.51.100.7", "10.20.0.20", 8443, "tcp", "SF");
        Row(log, 102, "198.51.100.8", "10.20.0.20", 8443, "tcp", "SF");
        var delta = Delta(ImportFormat.Zeek, log.ToString());
        Assert.Equal(("outside", "10.20.0.20", "8443"), Assert.Single(delta.Records.Where(r => r.Part == CityPart.Flow).Select(r => (r["from"], r["to"], r["port"]))));
        var flow = Assert.Single(Merge(delta).City.Flows, f => f.Port == 8443);
        Assert.Equal("internet", flow.From.ToString());
    }

    [Fact]
    public void OnlyAddressesOfTheCityBecomeAssets()
    {
        var log = new StringBuilder(Header);
        Row(log, 1, "203.0.113.5", "192.0.2.80", 443, "tcp", "SF", "F", "T");
        Row(log, 2, "203.0.113.5", "203.0.113.6", 443, "tcp", "SF");
        Row(log, 3, "10.20.0.20", "224.0.0.251", 5353, "udp", "S0");
        var delta = Delta(ImportFormat.Zeek, log.ToString());
        Assert.Equal("192.0.2.80", Assert.Single(delta.Records, r => r.Part == CityPart.Asset).Key);
        Assert.Contains(delta.Notes, n => n.Contains("1 were between addresses that are not the city's", StringComparison.Ordinal));
        Assert.Contains(delta.Notes, n => n.Contains("1 were to or from addresses of many", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("udp", 514, "S0", true)]
    [InlineData("udp", 161, "S0", false)]
    [InlineData("udp", 161, "SF", true)]
    [InlineData("tcp", 80, "RSTO", true)]
    [InlineData("tcp", 80, "RSTOS0", false)]
    [InlineData("tcp", 80, "SHR", false)]
    [InlineData("icmp", 0, "OTH", true)]
    [InlineData("sctp", 80, "SF", false)]
    public void AStateOfAConversationTellsWhetherItWasOne(string protocol, int port, string state, bool isFlow)
    {
        var log = new StringBuilder(Header);
        Row(log, 1, "10.20.0.20", "10.50.0.10", port, protocol, state);
        Assert.Equal(isFlow, Delta(ImportFormat.Zeek, log.ToString()).Records.Any(r => r.Part == CityPart.Flow));
    }

    [Fact]
    public void FlowsThatTheCityAllowsOrWithinAZoneAreCountedOnly()
    {
        var log = new StringBuilder(Header);
        Row(log, 1, "10.20.0.20", "10.50.0.10", 502, "tcp", "SF");
        Row(log, 2, "10.20.0.20", "10.20.0.21", 80, "tcp", "SF");
        Row(log, 3, "10.99.0.1", "10.50.0.10", 502, "tcp", "SF");
        var merged = Merge(Delta(ImportFormat.Zeek, log.ToString()));
        Assert.Equal(Own.Flows.Select(f => (f.Id, f.SessionsPerDay)), merged.City.Flows.Select(f => (f.Id, f.SessionsPerDay)));
        Assert.Equal(3, merged.LeftOut.Count(l => l.StartsWith("1 observed flows", StringComparison.Ordinal)));
    }

    [Fact]
    public void ManyAssetsOfAZoneWithOneUseAreOneFlowFromTheZone()
    {
        var log = new StringBuilder(Header);
        for (var host = 100; host < 150; host++) Row(log, host, $"10.20.0.{host}", "10.50.0.10", 102, "tcp", "SF");
        var flow = Assert.Single(Merge(Delta(ImportFormat.Zeek, log.ToString())).City.Flows, f => f.Port == 102);
        Assert.Equal(new FlowEnd.OfZone(new("dmz")), flow.From);
        Assert.Equal(50 * 24, flow.SessionsPerDay, 1);
    }

    [Fact]
    public void ManyPortsBetweenTwoAreAnyPort()
    {
        var log = new StringBuilder(Header);
        for (var port = 50_000; port < 50_040; port++) Row(log, port, "10.20.0.20", "10.50.0.11", port, "tcp", "SF");
        var delta = Delta(ImportFormat.Zeek, log.ToString());
        Assert.Equal("0", Assert.Single(delta.Records, r => r.Part == CityPart.Flow)["port"]);
        Assert.Empty(delta.Records.Single(r => r.Key == "10.50.0.11").All("listens"));
    }

    [Fact]
    public void TheSameLogTellsTheSameAndBadRowsAreNamed()
    {
        var log = new StringBuilder(Header);
        for (var i = 0; i < 500; i++) Row(log, i, $"10.20.0.{i % 200}", "10.50.0.10", 1 + (i * 7 % 300), "tcp", i % 3 == 0 ? "SF" : "S0");
        Assert.Equal(BookJson.Write(Delta(ImportFormat.Zeek, log.ToString())), BookJson.Write(Delta(ImportFormat.Zeek, log.ToString())));
        var problems = new ProblemList("in");
        Row(log, 1, "10.20.0.300", "10.50.0.10", 502, "tcp", "SF");
        Assert.NotNull(CityImport.Read(ImportFormat.Zeek, Encoding.UTF8.GetBytes(log.ToString()), new ImportSettings(null, "in", Now, new Dictionary<string, string>()), problems));
        Assert.Equal("id.orig_h", Assert.Single(problems.Sorted()).Field);
    }

    [Fact]
    public void ServicesAndSoftwareBecomePortsAndCpeNames()
    {
        var merged = Merge(
            Delta(ImportFormat.Zeek, "{\"ts\":1772366400.0,\"host\":\"10.20.0.20\",\"port_num\":2222,\"port_proto\":\"tcp\",\"service\":[\"SSH\"]}\n{\"ts\":1772366400.0,\"host\":\"10.20.0.20\",\"port_num\":8443,\"port_proto\":\"tcp\",\"service\":[\"SSL\"]}\n"),
            Delta(ImportFormat.Zeek, "{\"ts\":1772366400.0,\"host\":\"10.20.0.20\",\"host_p\":2222,\"software_type\":\"SSH::SERVER\",\"name\":\"OpenSSH\",\"version.major\":9,\"version.minor\":6,\"version.addl\":\"p1-Debian\",\"unparsed_version\":\"OpenSSH_9.6p1 Debian\"}\n{\"ts\":1772366400.0,\"host\":\"10.20.0.20\",\"software_type\":\"HTTP::BROWSER\",\"name\":\"Firefox\"}\n{\"ts\":1772366400.0,\"host\":\"10.20.0.20\",\"host_p\":8443,\"software_type\":\"HTTP::SERVER\",\"name\":\"HomeGrown\"}\n"));
        var web = merged.City.Find(new AssetId("web"))!;
        Assert.Contains(new ListeningPort("ssh", Transport.Tcp, 2222), web.Ports);
        Assert.Contains("cpe:2.3:a:openbsd:openssh:9.6:p1:*:*:*:*:*:*", web.Make.Cpes);
        Assert.Equal("zeek:software", merged.Traces.First(t => t is { Id: "web", Field: "cpes" }).From.Source);
    }

    [Fact]
    public void LeasesAndDevicesBecomeAssetsWithMacAndTheNameTheyGaveThemselves()
    {
        var merged = Merge(
            Delta(ImportFormat.Zeek, "#separator \\x09\n#unset_field\t-\n#set_separator\t,\n#path\tdhcp\n#fields\tts\tuids\tclient_addr\tserver_addr\tmac\thost_name\tclient_fqdn\tdomain\trequested_addr\tassigned_addr\tlease_time\tmsg_types\n"
                + "1772366400.0\tC1\t-\t10.20.0.1\t00:0e:8c:00:00:41\tsign-41\t-\tcity.example\t10.20.0.40\t10.20.0.40\t600.0\tREQUEST,ACK\n1772366500.0\tC2\t10.20.0.41\t10.20.0.1\t00:0e:8c:00:00:41\tsign-41\t-\t-\t-\t10.20.0.41\t600.0\tREQUEST,ACK\n"
                + "1772366600.0\tC3\t-\t-\t00:0e:8c:00:00:42\tplc\t-\t-\t-\t10.20.0.42\t600.0\tREQUEST,ACK\n"),
            Delta(ImportFormat.Zeek, "{\"ts\":1772366400.0,\"mac\":\"00:0e:8c:00:00:41\",\"dhcp_host_name\":\"sign-41\"}\n"));
        var sign = merged.City.AssetNamed("sign-41")!;
        Assert.Equal("00:0E:8C:00:00:41", Assert.Single(sign.Make.Macs));
        Assert.Contains("10.20.0.41", sign.Addresses.Select(a => a.ToString()));
        // Whoever calls itself plc is not the plc.
        Assert.Equal("10.50.0.10", Assert.Single(merged.City.Find(new AssetId("plc"))!.Addresses).ToString());
        Assert.Contains(merged.LeftOut, l => l.Contains("calls itself \"plc\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#separator \\x09\n#path\tdns\n#fields\tts\tuid\tid.orig_h\n1.0\tC\t10.0.0.1\n")]
    [InlineData("")]
    public void ALogOfWhichNothingIsTakenIsRefused(string text)
    {
        var problems = new ProblemList("in");
        Assert.Null(CityImport.Read(ImportFormat.Zeek, Encoding.UTF8.GetBytes(text), new ImportSettings(null, "in", Now, new Dictionary<string, string>()), problems));
        Assert.NotEmpty(problems.Sorted());
    }

    private static void Row(StringBuilder log, int second, string from, string to, int port, string protocol, string state, string localFrom = "-", string localTo = "-") =>
        log.Append(CultureInfo.InvariantCulture, $"{1_772_366_400 + second}.000000\tC{second}\t{from}\t40000\t{to}\t{port}\t{protocol}\t-\t{state}\t{localFrom}\t{localTo}\t3\t2\n");
}
