using System.Text;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.City.Software;
using Ward.City.Tests.Merging;

namespace Ward.City.Tests.Software;

/// <summary>Advisories against what agents say is installed.</summary>
public sealed class InstalledPackageTests
{
    private static readonly OsRelease Bookworm = new("debian", "12", "bookworm"), El8 = new("rhel", "8.6", "ootpa");

    private const string Vex = """
        {"document":{"category":"csaf_vex","csaf_version":"2.0","title":"openssl","publisher":{"name":"Red Hat"},"tracking":{"id":"CVE-2026-0007","current_release_date":"2026-02-03T00:00:00Z"}},
        "product_tree":{"branches":[{"category":"vendor","name":"Red Hat","branches":[
          {"category":"product_name","name":"RHEL 8","product":{"product_id":"el8","name":"RHEL 8","product_identification_helper":{"cpe":"cpe:/o:redhat:enterprise_linux:8::baseos"}}},
          {"category":"product_name","name":"RHEL 7","product":{"product_id":"el7","name":"RHEL 7","product_identification_helper":{"cpe":"cpe:/o:redhat:enterprise_linux:7"}}},
          {"category":"product_version","name":"openssl-libs-1:1.1.1k-9.el8_6.x86_64","product":{"product_id":"p8","name":"x","product_identification_helper":{"purl":"pkg:rpm/redhat/openssl-libs@1.1.1k-9.el8_6?arch=x86_64&epoch=1"}}},
          {"category":"product_version","name":"openssl","product":{"product_id":"p7","name":"openssl","product_identification_helper":{"purl":"pkg:rpm/redhat/openssl?arch=src"}}}]}],
          "relationships":[
            {"category":"default_component_of","full_product_name":{"product_id":"el8:p8","name":"a"},"product_reference":"p8","relates_to_product_reference":"el8"},
            {"category":"default_component_of","full_product_name":{"product_id":"el7:p7","name":"b"},"product_reference":"p7","relates_to_product_reference":"el7"}]},
        "vulnerabilities":[{"cve":"CVE-2026-0007","product_status":{"fixed":["el8:p8"],"known_affected":["el7:p7"]},
          "remediations":[{"category":"vendor_fix","details":"Update.","product_ids":["el8:p8"]}],
          "scores":[{"products":["el8:p8"],"cvss_v3":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]}]}
        """;

    [Theory]
    [InlineData("1:1.1.1k-8.el8_6", true)]
    [InlineData("1:1.1.1k-9.el8_6", false)]
    [InlineData("1:1.1.1k-12.el8_9", false)]
    public void AnRpmBelowTheMendedVersionIsAnExposure(string version, bool isWeak)
    {
        var merged = Merge([Delta(ImportFormat.Csaf, Vex)], Rpm("openssl-libs", version, "openssl", El8));
        Assert.Equal(isWeak, merged.City.Exposures.Any(x => x.Reference == "CVE-2026-0007"));
        if (!isWeak) return;
        var exposure = merged.City.Exposures.Single(x => x.Reference == "CVE-2026-0007");
        var traces = merged.Traces.Where(t => t.Id == exposure.Id.Value).ToDictionary(t => t.Field, t => (t.Value, t.From.Source, t.From.File));
        Assert.Equal(($"openssl-libs {version}", "csaf:CVE-2026-0007", "in"), traces["package"]);
        Assert.Equal("mended in 1:1.1.1k-9.el8_6", traces["remedy"].Value);
        Assert.Equal("web", exposure.Asset.Value);
    }

    [Fact]
    public void WhatIsSaidOfAnotherReleaseIsNotSaidOfThisOne()
    {
        // Release 7 has no mended version: every one of it is weak. Release 8 has.
        Assert.Contains(Merge([Delta(ImportFormat.Csaf, Vex)], Rpm("openssl", "1:1.0.2k-26.el7_9", "openssl", new("rhel", "7.9", "maipo"))).City.Exposures, x => x.Reference == "CVE-2026-0007");
        Assert.DoesNotContain(Merge([Delta(ImportFormat.Csaf, Vex)], Rpm("openssl", "1:1.1.1k-9.el8_6", "openssl", El8)).City.Exposures, x => x.Reference == "CVE-2026-0007");
        Assert.DoesNotContain(Merge([Delta(ImportFormat.Csaf, Vex)], Rpm("openssl", "1:1.0.2k-26.el7_9", "openssl", Bookworm)).City.Exposures, x => x.Reference == "CVE-2026-0007");
    }

    [Theory]
    [InlineData("3.0.11-1~deb12u1", true)]
    [InlineData("3.0.11-1~deb12u2", false)]
    [InlineData("3.0.9-1", true)]
    [InlineData("3.0.13-1", false)]
    public void ACycloneDxRangeOfADebianSourceIsComparedAsDpkgDoes(string version, bool isWeak)
    {
        const string bom = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-02-20T00:00:00Z"},
            "components":[{"bom-ref":"o","type":"library","name":"openssl","purl":"pkg:deb/debian/openssl?arch=source&distro=debian-12"}],
            "vulnerabilities":[{"id":"CVE-2026-0008","ratings":[{"method":"CVSSv31","vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"analysis":{"state":"exploitable"},
              "affects":[{"ref":"o","versions":[{"range":"vers:deb/<3.0.11-1~deb12u2","status":"affected"}]}]}]}
            """;
        Assert.Equal(isWeak, Merge([Delta(ImportFormat.CycloneDx, bom)], Deb("libssl3", version, "openssl")).City.Exposures.Any(x => x.Reference == "CVE-2026-0008"));
    }

    [Fact]
    public void AVexThatSaysNotAffectedCountsWhereItIsPreferredAndIsAConflictElse()
    {
        const string vex = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-02-20T00:00:00Z"},
            "components":[{"bom-ref":"o","type":"library","name":"openssl","version":"1:1.1.1k-8.el8_6","purl":"pkg:rpm/redhat/openssl-libs@1.1.1k-8.el8_6?epoch=1"}],
            "vulnerabilities":[{"id":"CVE-2026-0007","analysis":{"state":"not_affected","justification":"code_not_reachable"},"affects":[{"ref":"o"}]}]}
            """;
        CityDelta[] said = [Delta(ImportFormat.Csaf, Vex), Delta(ImportFormat.CycloneDx, vex)];
        var installed = Rpm("openssl-libs", "1:1.1.1k-8.el8_6", "openssl", El8);
        var merged = Merge(said, installed);
        Assert.Contains(merged.City.Exposures, x => x.Reference == "CVE-2026-0007");
        Assert.Contains(merged.Conflicts, c => c.Id == "CVE-2026-0007 on web" && c.Field == "state");
        var preferred = (MergedCity.Merged)CityMerge.Of(Cities.Own, Cities.From, said, new MergePolicy(["cyclonedx"]), null, null, installed);
        Assert.DoesNotContain(preferred.City.Exposures, x => x.Reference == "CVE-2026-0007");
    }

    [Theory]
    [InlineData("openssl", "1:1.1.1k-8.el8_6", true)]
    [InlineData("openssl", "1:1.1.1k-9.el8_6", false)]
    public void ACveRecordOfADistributionIsComparedInItsOrder(string name, string version, bool isWeak)
    {
        const string record = """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-0009","state":"PUBLISHED"},"containers":{"cna":{
            "affected":[{"vendor":"Red Hat","product":"Red Hat Enterprise Linux 8","packageName":"openssl","defaultStatus":"affected","cpes":["cpe:/o:redhat:enterprise_linux:8::baseos"],
              "versions":[{"version":"1:1.1.1k-9.el8_6","lessThan":"*","versionType":"rpm","status":"unaffected"}]}],
            "metrics":[{"cvssV3_1":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]}}}
            """;
        Assert.Equal(isWeak, Merge([Delta(ImportFormat.Cve, record)], Rpm(name, version, name, El8)).City.Exposures.Any(x => x.Reference == "CVE-2026-0009"));
    }

    [Fact]
    public void ARecordByNameAloneIsTakenAndSaysSoUnlessTheDistributionSpoke()
    {
        const string upstream = """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-0008","state":"PUBLISHED"},"containers":{"cna":{
            "affected":[{"vendor":"OpenSSL","product":"OpenSSL","defaultStatus":"unaffected","versions":[{"version":"3.0.0","lessThan":"3.0.13","versionType":"semver","status":"affected"}]}],
            "metrics":[{"cvssV3_1":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]}}}
            """;
        const string distribution = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"o","type":"library","name":"openssl","purl":"pkg:deb/debian/openssl?arch=source&distro=bookworm"}],
            "vulnerabilities":[{"id":"CVE-2026-0008","analysis":{"state":"exploitable"},"affects":[{"ref":"o","versions":[{"range":"vers:deb/<3.0.11-1~deb12u2","status":"affected"},{"range":"vers:deb/>=3.0.11-1~deb12u2","status":"unaffected"}]}]}]}
            """;
        var installed = Deb("openssl", "3.0.11-1~deb12u2", "openssl");
        var alone = Merge([Delta(ImportFormat.Cve, upstream)], installed);
        Assert.Contains(alone.City.Exposures, x => x.Reference == "CVE-2026-0008");
        Assert.Contains(alone.LeftOut, l => l.Contains("by the version of openssl 3.0.11-1~deb12u2 alone", StringComparison.Ordinal));
        Assert.DoesNotContain(Merge([Delta(ImportFormat.Cve, upstream), Delta(ImportFormat.CycloneDx, distribution)], installed).City.Exposures, x => x.Reference == "CVE-2026-0008");
        Assert.DoesNotContain(Merge([Delta(ImportFormat.Cve, upstream)], Deb("openssl", "3.0.13-1", "openssl")).City.Exposures, x => x.Reference == "CVE-2026-0008");
    }

    [Fact]
    public void ALibraryOfAnotherKindIsNoPackageOfTheSystem()
    {
        const string bom = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"o","type":"library","name":"openssl","version":"3.0.11","purl":"pkg:npm/openssl@3.0.11"}],
            "vulnerabilities":[{"id":"CVE-2026-0008","analysis":{"state":"exploitable"},"affects":[{"ref":"o"}]}]}
            """;
        Assert.DoesNotContain(Merge([Delta(ImportFormat.CycloneDx, bom)], Deb("openssl", "3.0.11-1", "openssl")).City.Exposures, x => x.Reference == "CVE-2026-0008");
    }

    [Fact]
    public void WhatIsAttackedComesFirstWhereThereIsNoRoomForAll()
    {
        var many = string.Join(',', Enumerable.Range(0, 300).Select(i => $$$"""{"id":"CVE-2026-{{{10000 + i}}}","analysis":{"state":"exploitable"},"affects":[{"ref":"o"}]}"""));
        var bom = $$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"o","type":"library","name":"openssl","purl":"pkg:deb/debian/openssl"}],"vulnerabilities":[{{many}}]}""";
        const string kev = """{"catalogVersion":"1","dateReleased":"2026-03-01T15:00:02Z","count":1,"vulnerabilities":[{"cveID":"CVE-2026-10299","vendorProject":"O","product":"O","dateAdded":"2026-01-10","knownRansomwareCampaignUse":"Unknown"}]}""";
        var merged = Merge([Delta(ImportFormat.CycloneDx, bom), Delta(ImportFormat.Kev, kev)], Deb("openssl", "3.0.11-1", "openssl"));
        var taken = merged.City.Exposures.Where(x => x.Reference?.StartsWith("CVE-2026-1", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(200, taken.Count);
        Assert.True(taken.Single(x => x.Reference == "CVE-2026-10299").Signals!.InKev);
        Assert.Contains(merged.LeftOut, l => l.StartsWith("asset web: 100 more weaknesses", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pkg:deb/debian/openssl?distro=debian-12", true)]
    [InlineData("pkg:deb/debian/openssl?distro=bookworm", true)]
    [InlineData("pkg:deb/debian/openssl?distro=trixie", false)]
    [InlineData("pkg:deb/debian/openssl?distro=debian-11", false)]
    [InlineData("pkg:deb/ubuntu/openssl", false)]
    [InlineData("pkg:rpm/debian/openssl", false)]
    [InlineData("pkg:deb/debian/openssl?arch=arm64", false)]
    [InlineData("pkg:deb/debian/openssl?arch=all", true)]
    [InlineData("pkg:deb/openssl", true)]
    public void APackageIsMeantByItsDistributionAndArchitecture(string purl, bool fits)
    {
        Assert.True(Standards.Packages.PackageUrl.TryRead(purl, out var url));
        var package = new InstalledPackage(PackageManager.Dpkg, "openssl", "amd64", "3.0.11-1", "openssl", "3.0.11-1", Bookworm);
        Assert.Equal(fits, PackageIdentity.Fit(url, [], package, out _) >= 0);
    }

    [Theory]
    [InlineData("cpe:/o:suse:sles:15:sp4", true)]
    [InlineData("cpe:/o:suse:sles:15:sp5", false)]
    [InlineData("cpe:/o:suse:sles:12:sp4", false)]
    [InlineData("cpe:/o:redhat:enterprise_linux:8", false)]
    public void APlatformIsMeantByItsRelease(string cpe, bool fits)
    {
        Assert.True(Standards.Packages.PackageUrl.TryRead("pkg:rpm/suse/openssl", out var url));
        Assert.Equal(fits, PackageIdentity.Fit(url, [cpe], new InstalledPackage(PackageManager.Rpm, "openssl", "x86_64", "1-1", "openssl", "1-1", new("sles", "15.4", "")), out _) >= 0);
    }

    [Theory]
    [InlineData("vers:deb/<2", true)]
    [InlineData("vers:deb/>=1|<1.5", true)]
    [InlineData("vers:deb/>=1.4%2Bb|<1.5", false)]
    [InlineData("=1.4", true)]
    [InlineData("vers:npm/<2", null)]
    [InlineData("before two", null)]
    [InlineData("vers:deb/1.0|1.4", true)]
    [InlineData("vers:deb/1.0|1.2", false)]
    [InlineData("vers:deb/>=1|<1.2|>=1.4|<2", true)]
    [InlineData("vers:deb/>=1|<1.2|>=1.5|<2", false)]
    [InlineData("vers:deb/<2|!=1.4", false)]
    [InlineData("vers:deb/<2|!=1.5", true)]
    public void ARangeIsJudgedOrSaidNotToBe(string range, bool? holds) => Assert.Equal(holds, PackageRange.Holds(range, PackageManager.Dpkg, "1.4"));

    private static CityDelta Delta(ImportFormat format, string text)
    {
        var problems = new Standards.Yaml.ProblemList("in");
        var delta = CityImport.Read(format, Encoding.UTF8.GetBytes(text), new ImportSettings(null, "in", Cities.Now, new Dictionary<string, string>()), problems);
        Assert.Empty(problems.Sorted());
        return delta!;
    }

    private static MergedCity.Merged Merge(IReadOnlyList<CityDelta> deltas, InstalledPackages installed) =>
        Assert.IsType<MergedCity.Merged>(CityMerge.Of(Cities.Own, Cities.From, deltas, MergePolicy.Default, null, null, installed));

    private static InstalledPackages Deb(string name, string version, string source) => On(new InstalledPackage(PackageManager.Dpkg, name, "amd64", version, source, version, Bookworm));

    private static InstalledPackages Rpm(string name, string version, string source, OsRelease os) => On(new InstalledPackage(PackageManager.Rpm, name, "x86_64", version, source, version, os));

    private static InstalledPackages On(InstalledPackage package) => new([KeyValuePair.Create(new AssetId("web"), (IReadOnlyCollection<InstalledPackage>)[package])]);
}
