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
    public void ForOnePackageThatIsNewOnlyTheFilesThatSpeakOfItAreReadAgain()
    {
        foreach (var name in (string[])["bash", "curl", "openssl"]) folder.Write($"advisories/{name}.json", Bom.Replace("NAME", name, StringComparison.Ordinal));
        var shelf = new AdvisoryShelf([Path.Combine(folder.Path, "advisories")], null, time);
        var own = Configured().City;
        shelf.Look(own, Installed("openssl"));
        var before = shelf.Readings;
        Assert.Single(shelf.Deltas);

        Assert.True(shelf.Look(own, Installed("openssl", "curl")));
        Assert.Equal((1, 2), (shelf.Readings - before, shelf.Deltas.Count));
        // What nobody speaks of costs no reading, and what nobody has any more is let go and comes back.
        Assert.False(shelf.Look(own, Installed("openssl", "curl", "vim")));
        Assert.True(shelf.Look(own, Installed("curl")));
        Assert.Equal((1, "curl.json"), (shelf.Readings - before, Path.GetFileName(Assert.Single(shelf.Deltas).File)));
        Assert.True(shelf.Look(own, Installed("curl", "openssl")));
        Assert.Equal((2, 2), (shelf.Readings - before, shelf.Deltas.Count));
    }

    [Fact]
    public void WhatARecordSaysOfAWeaknessCountsOnceAnAdvisoryNamesIt()
    {
        folder.Write("advisories/cve.json", """{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-0008","state":"PUBLISHED"},"containers":{"cna":{"affected":[],"metrics":[{"cvssV4_0":{"vectorString":"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N"}}]}}}""");
        var city = Open();
        Tell(city, "openssl", "3.0.11-1");
        city.Look();
        folder.Write("advisories/openssl.json", Bom.Replace("NAME", "openssl", StringComparison.Ordinal).Replace("\"method\":\"CVSSv31\",\"vector\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"", "", StringComparison.Ordinal));
        Assert.True(city.Look());
        Assert.StartsWith("CVSS:4.0", Assert.Single(city.Now.Exposures).Signals!.Cvss!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AListWhoseEndHasNotComeIsShownAndNoLongerOnceItHas()
    {
        var city = Open();
        city.Software.Told(new SoftwareNews.ListBegins(new AssetId("web"), PackageManager.Dpkg, "1"));
        Assert.False(city.Look());
        Assert.Contains(city.Status.Origins.LeftOut, l => l.StartsWith("asset web: the end of its list", StringComparison.Ordinal));
        city.Software.Told(new SoftwareNews.ListEnds(new AssetId("web"), PackageManager.Dpkg, "1", 0));
        city.Look();
        Assert.Empty(city.Status.Origins.LeftOut);
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

    [Fact]
    public void AnAdvisoryForAMakeCountsOnceAnAssetHasTheVersionThatIsWeak()
    {
        folder.Write("advisories/acme.json", """
            {"document":{"category":"csaf_security_advisory","csaf_version":"2.0","title":"Overflow","publisher":{"name":"Acme"},"tracking":{"id":"ACME-1","current_release_date":"2026-02-03T00:00:00Z"}},
            "product_tree":{"branches":[{"category":"vendor","name":"Acme","branches":[{"category":"product_name","name":"SC-100","branches":[{"category":"product_version_range","name":"vers:generic/<2.0","product":{"product_id":"P1","name":"x"}}]}]}]},
            "vulnerabilities":[{"cve":"CVE-2026-1234","product_status":{"known_affected":["P1"]},"scores":[{"products":["P1"],"cvss_v3":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]}]}
            """);
        var none = File.ReadAllText(Path.Combine(folder.Path, "city.yaml"));
        Controllers("plc1 2.0");
        var city = Open();
        Assert.DoesNotContain(city.Now.Exposures, x => x.Reference == "CVE-2026-1234");
        // No make and model that was not there before: the file is not read again.
        Controllers("plc1 2.0", "plc2 1.3");
        Assert.True(city.Look());
        Assert.Equal("plc2", Assert.Single(city.Now.Exposures, x => x.Reference == "CVE-2026-1234").Asset.Value);
        Controllers("plc1 1.9.1", "plc2 2.0");
        Assert.True(city.Look());
        Assert.Equal("plc1", Assert.Single(city.Now.Exposures, x => x.Reference == "CVE-2026-1234").Asset.Value);

        void Controllers(params string[] told) =>
            folder.Write("city.yaml", none + string.Concat(told.Select(t => t.Split(' ')).Select((t, i) => $"  - {{id: {t[0]}, zone: office, kind: controller, addresses: [10.20.0.{20 + i}], listens: [modbus], vendor: Acme, model: SC-100, version: {t[1]}}}\n")));
    }

    [Fact]
    public void AFileThatCouldNotBeReadIsReadOnceItCanThoughNothingOfItHasChanged()
    {
        var path = folder.Write("advisories/openssl.json", Bom.Replace("NAME", "openssl", StringComparison.Ordinal));
        var shelf = new AdvisoryShelf([Path.Combine(folder.Path, "advisories")], null, time);
        var (own, installed) = (Configured().City, Installed("openssl"));
        using (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None))
        {
            Assert.True(shelf.Look(own, installed));
            Assert.Contains("openssl.json: expected a readable file", Assert.Single(shelf.Problems), StringComparison.Ordinal);
            // The same problem is no news, whatever else there is to look at.
            Assert.False(shelf.Look(own, installed));
            Assert.False(shelf.Look(own, Installed("openssl", "vim")));
        }

        Assert.True(shelf.Look(own, installed));
        Assert.Single(shelf.Deltas);
        Assert.Empty(shelf.Problems);
        Assert.False(shelf.Look(own, installed));
    }

    [Fact]
    public void AnAgentOfAnEarlierBuildIsSaidToBeRenewed()
    {
        var city = Open();
        city.Software.Told(new SoftwareNews.ListBegins(new AssetId("web"), PackageManager.Dpkg));
        Assert.False(city.Look());
        Assert.Contains(city.Status.Origins.LeftOut, l => l.StartsWith("1 lists of installed packages came from agents of earlier builds", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static InstalledPackages Installed(params string[] names) =>
        new([KeyValuePair.Create(new AssetId("web"), (IReadOnlyCollection<InstalledPackage>)[.. names.Select(n => new InstalledPackage(PackageManager.Dpkg, n, "amd64", "1", n, "1", new("debian", "12", "bookworm")))])]);

    private ConfigurationReading.Read Configured() => Assert.IsType<ConfigurationReading.Read>(ConfigurationFile.Load(Path.Combine(folder.Path, "ward.yaml")));

    private LivingCity Open()
    {
        var file = Path.Combine(folder.Path, "ward.yaml");
        var city = new LivingCity(Configured(), () => ConfigurationFile.Load(file), Path.Combine(folder.Path, "state", "city"), c => c, time);
        city.Open();
        return city;
    }

    private static void Tell(LivingCity city, string name, string version) =>
        city.Software.Told(new SoftwareNews.Present(new AssetId("web"), new InstalledPackage(PackageManager.Dpkg, name, "amd64", version, name, version, new("debian", "12", "bookworm"))));
}
