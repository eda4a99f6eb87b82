using Ward.City.Imports;
using Ward.City.Merging;
using static Ward.City.Tests.Merging.Cities;

namespace Ward.City.Tests.Merging;

public sealed class CityMergeTests
{
    private const string Scan = """
        <nmaprun start="1772366400" args="nmap"><host><status state="up"/><address addr="10.50.0.10" addrtype="ipv4"/><address addr="00:0e:8c:aa:bb:cc" addrtype="mac" vendor="Siemens"/>
        <ports><port protocol="tcp" portid="502"><state state="open"/></port><port protocol="tcp" portid="23"><state state="open"/></port></ports></host>
        <host><status state="up"/><address addr="10.20.0.77" addrtype="ipv4"/><hostnames><hostname name="camera-7.city.example"/></hostnames><ports><port protocol="tcp" portid="554"><state state="open"/></port></ports></host>
        <host><status state="up"/><address addr="192.0.2.9" addrtype="ipv4"/></host><runstats/></nmaprun>
        """;

    [Fact]
    public void NothingImportedGivesTheSameCity()
    {
        var merged = Merge();
        Assert.Empty(CityChange.Between(Own, merged.City));
        Assert.Empty(merged.Conflicts);
    }

    [Fact]
    public void AScanAddsWhatIsNewToWhatIsKnownAndSaysWhoSaidIt()
    {
        var merged = Merge(Delta(ImportFormat.Nmap, Scan));
        var plc = merged.City.Find(new AssetId("plc"))!;
        Assert.Equal([502, 23], plc.Ports.Select(p => p.Port));
        Assert.Equal(["00:0E:8C:AA:BB:CC"], plc.Make.Macs);
        Assert.Equal(new("dmz"), merged.City.AssetNamed("camera-7.city.example")!.Zone);
        Assert.Equal("nmap", merged.Traces.Single(t => t is { Id: "plc", Field: "listens", Value: "telnet/tcp/23" }).From.Source);
        Assert.Equal("city", merged.Traces.Single(t => t is { Id: "plc", Field: "zone" }).From.Source);
        Assert.Contains(merged.LeftOut, l => l.Contains("192.0.2.9", StringComparison.Ordinal));
    }

    [Fact]
    public void AWeakServiceThatAScanSeesIsAnExposureAndOneOfTheCitysOwnFileIsNot()
    {
        var merged = Merge(Delta(ImportFormat.Nmap, Scan));
        var telnet = Assert.Single(merged.City.Exposures, x => x.Asset.Value == "plc");
        Assert.Equal((23, Exposures.ExposureKind.DefaultPassword, "T1694.001"), (telnet.Port!.Value, telnet.Kind, telnet.Technique));
        Assert.StartsWith("Telnet", telnet.Reference, StringComparison.Ordinal);
        Assert.Equal("nmap", merged.Traces.Single(t => t.Part == CityPart.Exposure && t.Id == telnet.Id.Value).From.Source);
        Assert.DoesNotContain(merged.City.Exposures, x => x.Port == 554);
        Assert.Equal(merged.City.Exposures.Count, Merge(Delta(ImportFormat.Nmap, Scan), Delta(ImportFormat.Nmap, Scan)).City.Exposures.Count);
    }

    [Fact]
    public void AnExposureThatIsToldOfTheSamePortIsEnough()
    {
        var merged = Merge(Delta(ImportFormat.Nmap, Scan), Delta(ImportFormat.Csv, "ip\n10.20.0.30\n"));
        var own = Read(Text.Replace("protected:", "  - {id: mine, asset: plc, kind: weak-credential, port: telnet, technique: T1021, probability: 0.05, hours: 40, gains: user}\nprotected:", StringComparison.Ordinal)
            .Replace("listens: [modbus], vendor", "listens: [modbus, telnet], vendor", StringComparison.Ordinal));
        var other = Assert.IsType<MergedCity.Merged>(CityMerge.Of(own, From, [Delta(ImportFormat.Nmap, Scan)], MergePolicy.Default));
        Assert.Contains(merged.City.Exposures, x => x.Id.Value == "telnet.plc");
        var named = Assert.IsType<MergedCity.Merged>(CityMerge.Of(Read(Text.Replace("listens: [modbus], vendor", "listens: [modbus, {name: console, protocol: tcp, port: 23}], vendor", StringComparison.Ordinal)), From, [Delta(ImportFormat.Nmap, Scan)], MergePolicy.Default));
        Assert.DoesNotContain(named.City.Exposures, x => x.Asset.Value == "plc");
        Assert.Equal("mine", Assert.Single(other.City.Exposures, x => x.Asset.Value == "plc").Id.Value);
    }

    [Fact]
    public void WhereSourcesDifferTheCitysFileWinsAndTheOtherIsShown()
    {
        var merged = Merge(Delta(ImportFormat.Nmap, Scan));
        var conflict = Assert.Single(merged.Conflicts);
        Assert.Equal(("plc", "vendor", "Acme", "Siemens"), (conflict.Id, conflict.Field, conflict.Taken, conflict.Other));
        var other = Merge(new MergePolicy(["nmap"]), Delta(ImportFormat.Nmap, Scan));
        Assert.Equal("Siemens", other.City.Find(new AssetId("plc"))!.Make.Vendor);
        Assert.Equal("Acme", Assert.Single(other.Conflicts).Other);
    }

    [Theory]
    [InlineData("serial,ip\nS-1,10.50.0.99\n")]
    [InlineData("hostname,ip\nplc,10.50.0.99\n")]
    [InlineData("ip,mac\n10.50.0.10,00-11-22-33-44-55\n")]
    public void TheSameAssetIsKnownBySerialNameAndAddress(string list)
    {
        var merged = Merge(Delta(ImportFormat.Csv, list));
        Assert.Equal(2, merged.City.Assets.Count);
    }

    [Fact]
    public void ARecordThatFitsTwoAssetsGoesToTheSurerAndIsShown()
    {
        var merged = Merge(Delta(ImportFormat.Csv, "serial,ip\nS-1,10.20.0.20\n"));
        Assert.Contains(merged.Conflicts, c => c is { Id: "plc", Field: "identity" } && c.Other.Contains("web", StringComparison.Ordinal));
        Assert.Equal("web", merged.City.AssetAt(System.Net.IPAddress.Parse("10.20.0.20"))!.Id.Value);
    }

    [Fact]
    public void WhatASourceNoLongerSaysStaysUntilItIsToGo()
    {
        var first = Delta(ImportFormat.Csv, "ip\n10.20.0.30\n10.20.0.31\n");
        var second = Delta(ImportFormat.Csv, "ip\n10.20.0.31\n");
        var kept = second.After(first, drop: false, out var gone);
        Assert.Equal("10.20.0.30", Assert.Single(gone).Key);
        Assert.Equal(4, Merge(kept).City.Assets.Count);
        Assert.Equal(3, Merge(second.After(first, drop: true, out _)).City.Assets.Count);
    }

    [Fact]
    public void AnAdvisoryBecomesAnExposureOfTheAssetThatIsTheProduct()
    {
        var merged = Merge(Delta(ImportFormat.Csaf, Advisories.Affecting("vers:generic/<1.4.2")));
        var exposure = merged.City.Exposures.Single(x => x.Asset.Value == "plc");
        Assert.Equal(("CVE-2026-1234", 502, true, Identities.Privilege.Administrator), (exposure.Reference, exposure.Port!.Value, exposure.IsEstimated, exposure.Gains));
        Assert.Equal(9.8, exposure.Signals!.Cvss!.Score);
        Assert.DoesNotContain(Merge(Delta(ImportFormat.Csaf, Advisories.Affecting("<1.2"))).City.Exposures, x => x.Asset.Value == "plc");
    }

    [Fact]
    public void AStatementThatAProductIsNotAffectedConflictsAndCountsOnlyWhereItsSourceIsPreferred()
    {
        var advisory = Delta(ImportFormat.Csaf, Advisories.Affecting("<1.4.2"));
        var statement = Delta(ImportFormat.CycloneDx, Advisories.NotAffected, ("asset", "plc"));
        var merged = Merge(advisory, statement);
        Assert.Contains(merged.Conflicts, c => c is { Field: "state", Taken: "affected" });
        Assert.Contains(merged.City.Exposures, x => x.Reference == "CVE-2026-1234");
        Assert.DoesNotContain(Merge(new MergePolicy(["cyclonedx"]), advisory, statement).City.Exposures, x => x.Reference == "CVE-2026-1234");
    }

    [Fact]
    public void RegistersTellOfExposuresAndAWrittenProbabilityStands()
    {
        var merged = Merge(
            Delta(ImportFormat.Epss, "#model_version:v1,score_date:2026-03-01T00:00:00+0000\ncve,epss,percentile\nCVE-2021-44228,0.94,0.99\n"),
            Delta(ImportFormat.Kev, """{"catalogVersion":"1","vulnerabilities":[{"cveID":"CVE-2021-44228","vendorProject":"Apache","product":"Log4j","dateAdded":"2021-12-10"}]}"""));
        var exposure = merged.City.Find(new AssetId("web")) is not null ? merged.City.Exposures.Single(x => x.Id.Value == "old") : null;
        Assert.Equal((0.94, true, 0.2, false), (exposure!.Signals!.Epss!.Value, exposure.Signals.InKev!.Value, exposure.Probability, exposure.IsEstimated));
    }

    [Fact]
    public void AVersionIsTheTextAndTheSameMergeGivesTheSameVersion()
    {
        var (one, other) = (Merge(Delta(ImportFormat.Nmap, Scan)), Merge(Delta(ImportFormat.Nmap, Scan)));
        Assert.Equal(one.City.Version, other.City.Version);
        Assert.Equal(one.City.Version, Read(one.Text).Version);
    }

    [Fact]
    public void AnAssetKeepsItsIdWhoeverTellsOfItFirst()
    {
        var list = Delta(ImportFormat.Csv, "name,ip\nplc-two,10.50.0.11\n");
        var scan = Delta(ImportFormat.Nmap, "<nmaprun start=\"1\"><host><status state=\"up\"/><address addr=\"10.50.0.11\" addrtype=\"ipv4\"/></host><runstats/></nmaprun>");
        var first = Merge(list).City;
        var later = (MergedCity.Merged)CityMerge.Of(Own, From, [list, scan], MergePolicy.Default, null, first);
        Assert.DoesNotContain(CityChange.Between(first, later.City), c => c.Kind != ChangeKind.Changed);
    }

    [Fact]
    public void WhatStandsOnManyMakesNoTwoAssetsOne()
    {
        var merged = Merge(Delta(ImportFormat.Csv, "hostname,ip,mac,serial\nlocalhost,10.50.0.21 127.0.0.1,00:00:00:00:00:00,To be filled by O.E.M.\nlocalhost,10.50.0.22 127.0.0.1,00:00:00:00:00:00,To be filled by O.E.M.\n"));
        Assert.Equal(4, merged.City.Assets.Count);
        Assert.Contains(merged.LeftOut, l => l.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryPublicThreatModelMergesWhole()
    {
        var folder = Conformance();
        if (folder is null) Assert.Skip("conformance/threagile is not beside the checkout.");
        foreach (var file in new[] { "demo_example_threagile.yaml", "demo_stub_threagile.yaml", "test_all.yaml" })
        {
            var delta = Delta(ImportFormat.Threagile, File.ReadAllText(Path.Combine(folder, file)));
            var merged = Merge(delta);
            var told = delta.Records.Where(r => r.Part == CityPart.Asset).Select(r => r.Key).ToList();
            Assert.NotEmpty(told);
            Assert.All(told, id => Assert.Contains(merged.City.Assets, a => a.Id.Value == id));
            Assert.Empty(merged.LeftOut);
        }
    }

    private static string? Conformance()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Ward.slnx")) && Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "conformance", "threagile")) is var folder) return Directory.Exists(folder) ? folder : null;
        return null;
    }
}
