using Microsoft.Extensions.Time.Testing;
using Ward.Cities;
using Ward.City;
using Ward.City.Software;
using Ward.Configuration;
using Ward.Tests.Configuration;

namespace Ward.Tests.Cities;

/// <summary>Files of advisories beside a city that lives.</summary>
public sealed class AdvisoryTests : IDisposable
{
    private const string Bom = """
        {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"o","type":"library","name":"NAME","purl":"pkg:deb/debian/NAME"}],
        "vulnerabilities":[{"id":"CVE-2026-0008","ratings":[{"method":"CVSSv31","vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"analysis":{"state":"exploitable"},"affects":[{"ref":"o","versions":[{"range":"vers:deb/<3.0.13-1"}]}]}]}
        """;

    private const string Kev = """{"catalogVersion":"1","dateReleased":"2026-03-01T15:00:02Z","count":1,"vulnerabilities":[{"cveID":"CVE-2026-0008","vendorProject":"O","product":"O","dateAdded":"2026-01-10","knownRansomwareCampaignUse":"Unknown"}]}""";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    public AdvisoryTests()
    {
        folder.Write("ward.yaml", "city: city.yaml\nadvisories: [advisories, kev.json]\nmandates: []\n");
        folder.Write("city.yaml", "id: town\nname: Town\nzones:\n  - {id: net, kind: external}\n  - {id: office, kind: office, networks: [10.20.0.0/24]}\nassets:\n  - {id: web, zone: office, kind: server, addresses: [10.20.0.10], listens: [https]}\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "advisories"));
        folder.Write("kev.json", Kev);
    }

    [Fact]
    public void APackageIsAnExposureFromTheLookAfterItWasToldUntilItIsUpgraded()
    {
        folder.Write("advisories/openssl.json", Bom.Replace("NAME", "openssl", StringComparison.Ordinal));
        var city = Open();
        Assert.Empty(city.Now.Exposures);
        Tell(city, "openssl", "3.0.11-1");
        Assert.True(city.Look());
        var exposure = Assert.Single(city.Now.Exposures);
        var origin = city.Status.Origins.Exposures[exposure.Id.Value];
        Assert.Equal(("web", "CVE-2026-0008", true), (exposure.Asset.Value, exposure.Reference, exposure.Signals!.InKev));
        Assert.Equal(("openssl 3.0.11-1", Path.Combine(folder.Path, "advisories/openssl.json")), (origin.Package, origin.From.File));
        Assert.Equal("installed packages have changed", city.Status.Why);
        Assert.False(city.Look());

        Tell(city, "openssl", "3.0.13-1");
        Assert.True(city.Look());
        Assert.Empty(city.Now.Exposures);
    }

    [Fact]
    public void AfterARestartTheExposureIsThereAtOnce()
    {
        folder.Write("advisories/openssl.json", Bom.Replace("NAME", "openssl", StringComparison.Ordinal));
        var city = Open();
        Tell(city, "openssl", "3.0.11-1");
        city.Look();
        city.Software.Keep();
        Assert.Equal(city.Now.Version, Open().Now.Version);
    }

    [Fact]
    public void AnAdvisoryThatComesOrGoesIsTakenIntoUse()
    {
        var city = Open();
        Tell(city, "openssl", "3.0.11-1");
        Assert.False(city.Look());
        folder.Write("advisories/openssl.json", Bom.Replace("NAME", "openssl", StringComparison.Ordinal));
        Assert.True(city.Look());
        Assert.Single(city.Now.Exposures);
        File.Delete(Path.Combine(folder.Path, "advisories/openssl.json"));
        Assert.True(city.Look());
        Assert.Empty(city.Now.Exposures);
    }

    [Fact]
    public void WhatNobodyHadCountsOnceSomebodyHasIt()
    {
        folder.Write("advisories/bash.json", Bom.Replace("NAME", "bash", StringComparison.Ordinal));
        var city = Open();
        Tell(city, "openssl", "3.0.11-1");
        Assert.False(city.Look());
        Tell(city, "bash", "3.0.1-1");
        Assert.True(city.Look());
        Assert.Equal("bash 3.0.1-1", city.Status.Origins.Exposures[Assert.Single(city.Now.Exposures).Id.Value].Package);
    }

    [Fact]
    public void AFileThatIsNoAdvisoryIsNamedAndTheOthersCount()
    {
        folder.Write("advisories/openssl.json", Bom.Replace("NAME", "openssl", StringComparison.Ordinal));
        folder.Write("advisories/torn.json", "{\"bomFormat\":\"CycloneDX\",");
        folder.Write("advisories/readme.txt", "nothing");
        var city = Open();
        Tell(city, "openssl", "3.0.11-1");
        Assert.True(city.Look());
        Assert.Single(city.Now.Exposures);
        Assert.Contains(city.Status.Origins.LeftOut, l => l.Contains("torn.json", StringComparison.Ordinal));
        Assert.Contains(city.Status.Origins.LeftOut, l => l.Contains("readme.txt", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private LivingCity Open()
    {
        var file = Path.Combine(folder.Path, "ward.yaml");
        var city = new LivingCity(Assert.IsType<ConfigurationReading.Read>(ConfigurationFile.Load(file)), () => ConfigurationFile.Load(file), Path.Combine(folder.Path, "state", "city"), c => c, time);
        city.Open();
        return city;
    }

    private static void Tell(LivingCity city, string name, string version) =>
        city.Software.Told(new SoftwareNews.Present(new AssetId("web"), new InstalledPackage(PackageManager.Dpkg, name, "amd64", version, name, version, new("debian", "12", "bookworm"))));
}
