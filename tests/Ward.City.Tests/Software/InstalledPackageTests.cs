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
    public void ARecordByNameAloneIsUnknownAndSaysSoUnlessTheDistributionSpoke()
    {
        const string upstream = """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-0008","state":"PUBLISHED"},"containers":{"cna":{
            "affected":[{"vendor":"OpenSSL","product":"OpenSSL","defaultStatus":"unaffected","versions":[{"version":"3.0.0","lessThan":"3.0.13","versionType":"semver","status":"affected"}]}],
            "metrics":[{"cvssV3_1":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]}}}
            """;
        var kev = Kev("CVE-2026-0008");
        var installed = Deb("openssl", "3.0.11-1~deb12u2", "openssl");
        // Whether 3.0.11-1~deb12u2 has the mending, the makers' numbers do not say.
        var alone = Merge([Delta(ImportFormat.Cve, upstream), kev], installed);
        Assert.DoesNotContain(alone.City.Exposures, x => x.Reference == "CVE-2026-0008");
        Assert.Contains(alone.LeftOut, l => l.StartsWith("asset web: 1 weaknesses (CVE-2026-0008 in openssl 3.0.11-1~deb12u2) of which it is unknown", StringComparison.Ordinal) && l.Contains("1 of them are known to be attacked", StringComparison.Ordinal));
        foreach (var (mended, isWeak) in new[] { ("3.0.11-1~deb12u2", false), ("3.0.11-1~deb12u3", true) })
        {
            var both = Merge([Delta(ImportFormat.Cve, upstream), Delta(ImportFormat.CycloneDx, Distribution(mended)), kev], installed);
            Assert.Equal(isWeak, both.City.Exposures.Any(x => x.Reference == "CVE-2026-0008"));
            Assert.DoesNotContain(both.LeftOut, l => l.Contains("unknown", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(Merge([Delta(ImportFormat.Cve, upstream)], Deb("openssl", "3.0.13-1", "openssl")).LeftOut, l => l.Contains("unknown", StringComparison.Ordinal));

        static string Distribution(string mended) => $$$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"o","type":"library","name":"openssl","purl":"pkg:deb/debian/openssl?arch=source&distro=bookworm"}],
            "vulnerabilities":[{"id":"CVE-2026-0008","analysis":{"state":"exploitable"},"affects":[{"ref":"o","versions":[{"range":"vers:deb/<{{{mended}}}","status":"affected"},{"range":"vers:deb/>={{{mended}}}","status":"unaffected"}]}]}]}
            """;
    }

    [Fact]
    public void TheKernelsOwnRecordCondemnsNoPackageNamedLinuxAndOfADeviceItsSeriesCount()
    {
        // As kernel.org writes them: commits in one product, and all versions but those listed in the other.
        const string record = """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-0010","state":"PUBLISHED"},"containers":{"cna":{
            "affected":[
              {"vendor":"Linux","product":"Linux","defaultStatus":"unaffected","versions":[{"version":"1da177e4c3f41524e886b7f1b8a0c1fc7321cac2","lessThan":"6e05eb1bd0b2fc9b1a5a1b6e6c7e4b0d6bd3a8f5","status":"affected","versionType":"git"}]},
              {"vendor":"Linux","product":"Linux","defaultStatus":"affected","versions":[{"version":"4.18","status":"affected"},{"version":"0","lessThan":"4.18","status":"unaffected","versionType":"semver"},
                {"version":"5.10.211","lessThanOrEqual":"5.10.*","status":"unaffected","versionType":"semver"},{"version":"6.8","lessThanOrEqual":"*","status":"unaffected","versionType":"original_commit_for_fix"}]}],
            "metrics":[{"cvssV3_1":{"vectorString":"CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H"}}]}}}
            """;
        var delta = Delta(ImportFormat.Cve, record);
        Assert.Single(delta.Records, r => r.Part == CityPart.Exposure);
        Assert.Contains("CVE-2026-0010: 1 products whose versions are commits are left out", delta.Notes);
        foreach (var (version, isUnknown) in new[] { ("6.1.76-1", true), ("5.10.209-2", true), ("5.10.216-1", false), ("4.9.1-1", false), ("6.8.1-1", false) })
        {
            var merged = Merge([delta], Deb("linux-image-x", version, "linux"));
            Assert.DoesNotContain(merged.City.Exposures, x => x.Reference == "CVE-2026-0010");
            Assert.Equal(isUnknown, merged.LeftOut.Any(l => l.Contains("unknown", StringComparison.Ordinal)));
        }

        foreach (var (version, isWeak) in new[] { ("5.10.209", true), ("5.10.211", false), ("5.11.0", true), ("4.17.9", false), ("4.18", true), ("6.8.0", false) })
        {
            var own = Cities.Read(Cities.Text.Replace("vendor: Acme, model: SC-100, version: 1.3.0", $"vendor: Linux, model: Linux, version: {version}", StringComparison.Ordinal));
            var merged = Assert.IsType<MergedCity.Merged>(CityMerge.Of(own, Cities.From, [delta], MergePolicy.Default));
            Assert.Equal(isWeak, merged.City.Exposures.Any(x => x.Reference == "CVE-2026-0010"));
        }
    }

    [Theory]
    [InlineData("1.0.0", "unaffected")]
    [InlineData("1.1.0-rc.1", "unaffected")]
    [InlineData("1.1.0", "affected")]
    [InlineData("1.2.3", "unaffected")]
    [InlineData("1.2.9", "affected")]
    [InlineData("1.3.0", "unknown")]
    public void TheFirstEntryThatHoldsAVersionGivesItsStatusAndChangesWithinIt(string version, string expected)
    {
        const string record = """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-0011","state":"PUBLISHED"},"containers":{"cna":{
            "affected":[{"vendor":"Acme","product":"Box","versions":[
              {"version":"1.2.3","status":"unaffected"},
              {"version":"1.1.0","lessThan":"1.3.0","status":"affected","versionType":"semver","changes":[{"at":"1.2.0","status":"unaffected"},{"at":"1.2.5","status":"affected"}]},
              {"version":"0","lessThan":"1.1.0","status":"unaffected","versionType":"semver"}]}]}}}
            """;
        var stated = Delta(ImportFormat.Cve, record).Records.Single(r => r.Part == CityPart.Exposure).All("statuses");
        Assert.Equal(expected, StatedVersions.Of(stated, r => VersionRange.Holds(r, version))?.Status);
        Assert.Equal("unaffected", StatedVersions.Of(stated, r => VersionRange.Holds(r, "1.2.4"))?.Status);
    }

    [Theory]
    [InlineData("1.2.3-4~rc1", true)]
    [InlineData("1.2.3-5", false)]
    public void APackageIsOrderedByItsManagerWhateverTheRecordCallsItsVersions(string version, bool isWeak)
    {
        const string record = """
            {"dataType":"CVE_RECORD","dataVersion":"5.2","cveMetadata":{"cveId":"CVE-2026-0014","state":"PUBLISHED"},"containers":{"cna":{
            "affected":[{"vendor":"Debian","product":"tool","packageURL":"pkg:deb/debian/tool","defaultStatus":"unaffected","versions":[{"version":"0","lessThan":"1.2.3-4","status":"affected","versionType":"semver"}]}],
            "metrics":[{"cvssV3_1":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]}}}
            """;
        Assert.Equal(isWeak, Merge([Delta(ImportFormat.Cve, record)], Deb("tool", version, "tool")).City.Exposures.Any(x => x.Reference == "CVE-2026-0014"));
    }

    [Fact]
    public void ALibraryOfAnotherKindInACveRecordIsNoPackageOfTheSystem()
    {
        const string record = """
            {"dataType":"CVE_RECORD","dataVersion":"5.2","cveMetadata":{"cveId":"CVE-2026-0015","state":"PUBLISHED"},"containers":{"cna":{
            "affected":[{"vendor":"x","product":"tool","packageURL":"pkg:npm/tool","defaultStatus":"affected"}]}}}
            """;
        var merged = Merge([Delta(ImportFormat.Cve, record)], Deb("tool", "1-1", "tool"));
        Assert.DoesNotContain(merged.LeftOut, l => l.Contains("CVE-2026-0015", StringComparison.Ordinal));
    }

    [Fact]
    public void AVersionThatACommitMayMeanIsUnknown()
    {
        const string record = """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-0012","state":"PUBLISHED"},"containers":{"cna":{
            "affected":[{"vendor":"Acme","product":"SC-100","defaultStatus":"affected","versions":[{"version":"1da177e4","lessThan":"6e05eb1b","status":"unaffected","versionType":"git"},{"version":"2.0","status":"affected","versionType":"custom"}]}]}}}
            """;
        var stated = Delta(ImportFormat.Cve, record).Records.Single(r => r.Part == CityPart.Exposure).All("statuses");
        Assert.Equal(["affected 2.0", "unknown *"], stated);
    }

    [Fact]
    public void WhatTheOwnDistributionSaysCountsBeforeWhatItIsMadeFromSays()
    {
        var rocky = new OsRelease("rocky", "8.6", "") { Like = "rhel,centos,fedora" };
        var installed = Rpm("openssl-libs", "1:1.1.1k-9.el8_6", "openssl", rocky);
        // Red Hat's statements hold for what is rebuilt from it, where nobody else speaks.
        Assert.Contains(Merge([Delta(ImportFormat.Csaf, Vex)], Rpm("openssl-libs", "1:1.1.1k-8.el8_6", "openssl", rocky)).City.Exposures, x => x.Reference == "CVE-2026-0007");
        Assert.DoesNotContain(Merge([Delta(ImportFormat.Csaf, Vex)], installed).City.Exposures, x => x.Reference == "CVE-2026-0007");
        const string own = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"o","type":"library","name":"openssl","purl":"pkg:rpm/rocky/openssl-libs"}],
            "vulnerabilities":[{"id":"CVE-2026-0007","analysis":{"state":"exploitable"},"affects":[{"ref":"o","versions":[{"range":"vers:rpm/<1:1.1.1k-9.el8_6.1","status":"affected"}]}]}]}
            """;
        var both = Merge([Delta(ImportFormat.Csaf, Vex), Delta(ImportFormat.CycloneDx, own)], installed);
        Assert.Contains(both.City.Exposures, x => x.Reference == "CVE-2026-0007");
        Assert.DoesNotContain(both.Conflicts, c => c.Field == "state");
    }

    private const string Modules = """
        {"document":{"category":"csaf_vex","csaf_version":"2.0","title":"nodejs","publisher":{"name":"Red Hat"},"tracking":{"id":"CVE-2026-0020","current_release_date":"2026-02-03T00:00:00Z"}},
        "product_tree":{"branches":[{"category":"vendor","name":"Red Hat","branches":[
          {"category":"product_name","name":"AppStream","product":{"product_id":"AppStream","name":"AppStream","product_identification_helper":{"cpe":"cpe:/a:redhat:enterprise_linux:8::appstream"}}},
          {"category":"product_version","name":"nodejs:16","product":{"product_id":"m16","name":"m","product_identification_helper":{"purl":"pkg:rpmmod/redhat/nodejs@16:8080020230718:cf"}}},
          {"category":"product_version","name":"nodejs:18","product":{"product_id":"m18","name":"m","product_identification_helper":{"purl":"pkg:rpmmod/redhat/nodejs@18:8080020230718:cf"}}},
          {"category":"product_version","name":"a","product":{"product_id":"p16","name":"x","product_identification_helper":{"purl":"pkg:rpm/redhat/nodejs@16.20.2-1.module%2Bel8?arch=x86_64&epoch=1"}}},
          {"category":"product_version","name":"b","product":{"product_id":"p18","name":"x","product_identification_helper":{"purl":"pkg:rpm/redhat/nodejs@18.17.1-1.module%2Bel8?arch=x86_64&epoch=1"}}}]}],
          "relationships":[
            {"category":"default_component_of","full_product_name":{"product_id":"A:m16","name":"a"},"product_reference":"m16","relates_to_product_reference":"AppStream"},
            {"category":"default_component_of","full_product_name":{"product_id":"A:m18","name":"b"},"product_reference":"m18","relates_to_product_reference":"AppStream"},
            {"category":"default_component_of","full_product_name":{"product_id":"A:m16:p16","name":"c"},"product_reference":"p16","relates_to_product_reference":"A:m16"},
            {"category":"default_component_of","full_product_name":{"product_id":"A:m18:p18","name":"d"},"product_reference":"p18","relates_to_product_reference":"A:m18"}]},
        "vulnerabilities":[{"cve":"CVE-2026-0020","product_status":{"fixed":["A:m16:p16","A:m18:p18"]},
          "scores":[{"products":["A:m16:p16"],"cvss_v3":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]}]}
        """;

    [Theory]
    [InlineData("nodejs:16", "1:16.20.1-1.module+el8", true)]
    [InlineData("nodejs:16", "1:16.20.2-1.module+el8", false)]
    [InlineData("nodejs:18", "1:18.16.0-1.module+el8", true)]
    [InlineData("nodejs:20", "1:16.0.0-1.module+el8", false)]
    [InlineData("", "1:10.0.0-1.el8", false)]
    // An older rpm knows no modules: the makers' version tells the stream.
    [InlineData(null, "1:16.20.2-1.module+el8", false)]
    [InlineData(null, "1:16.20.1-1.module+el8", true)]
    [InlineData(null, "1:10.0.0-1.el8", false)]
    public void WhatIsMendedInOneStreamOfAModuleSaysNothingOfAnother(string? module, string version, bool isWeak)
    {
        var package = new InstalledPackage(PackageManager.Rpm, "nodejs", "x86_64", version, "nodejs", version, El8) { Module = module };
        Assert.Equal(isWeak, Merge([Delta(ImportFormat.Csaf, Modules)], On(package)).City.Exposures.Any(x => x.Reference == "CVE-2026-0020"));
        Assert.DoesNotContain(Merge([Delta(ImportFormat.Csaf, Modules)], On(package with { Os = Bookworm })).City.Exposures, x => x.Reference == "CVE-2026-0020");
    }

    [Theory]
    [InlineData("nodejs:18", "1:18.16.0-1.module+el8", "16.20.2-1.el8", true)]
    [InlineData("nodejs:18", "1:18.17.1-1.module+el8", "20.1.0-1.el8", false)]
    // Of no module: the branch without one alone is meant.
    [InlineData("", "1:16.0.0-1.el8", "16.20.2-1.el8", true)]
    public void WhatIsSaidOfAStreamCountsBeforeWhatIsSaidOfTheSamePackageInNone(string module, string version, string mended, bool isWeak)
    {
        var both = Modules
            .Replace("{\"category\":\"product_version\",\"name\":\"a\"", "{\"category\":\"product_version\",\"name\":\"p\",\"product\":{\"product_id\":\"p\",\"name\":\"x\",\"product_identification_helper\":{\"purl\":\"pkg:rpm/redhat/nodejs@" + mended + "?arch=x86_64&epoch=1\"}}},{\"category\":\"product_version\",\"name\":\"a\"", StringComparison.Ordinal)
            .Replace("\"relationships\":[", "\"relationships\":[{\"category\":\"default_component_of\",\"full_product_name\":{\"product_id\":\"A:p\",\"name\":\"p\"},\"product_reference\":\"p\",\"relates_to_product_reference\":\"AppStream\"},", StringComparison.Ordinal)
            .Replace("\"fixed\":[", "\"fixed\":[\"A:p\",", StringComparison.Ordinal);
        var merged = Merge([Delta(ImportFormat.Csaf, both)], On(new InstalledPackage(PackageManager.Rpm, "nodejs", "x86_64", version, "nodejs", version, El8) { Module = module }));
        Assert.Equal(isWeak, merged.City.Exposures.Any(x => x.Reference == "CVE-2026-0020"));
        Assert.DoesNotContain(merged.LeftOut, l => l.Contains("branches of an advisory differ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1-1", true, false)]
    [InlineData("1-5", false, true)]
    [InlineData("1-9", false, false)]
    public void BranchesThatFitAlikeAndSayOtherwiseLeaveItUnknown(string version, bool isWeak, bool isUnknown)
    {
        // Two products without a platform that could be compared, mended in 1-3 and in 1-7.
        const string advisory = """
            {"document":{"category":"csaf_vex","csaf_version":"2.0","title":"x","publisher":{"name":"V"},"tracking":{"id":"V-1","current_release_date":"2026-02-03T00:00:00Z"}},
            "product_tree":{"branches":[{"category":"vendor","name":"V","branches":[
              {"category":"product_name","name":"One","product":{"product_id":"one","name":"One"}},{"category":"product_name","name":"Two","product":{"product_id":"two","name":"Two"}},
              {"category":"product_version","name":"a","product":{"product_id":"a","name":"x","product_identification_helper":{"purl":"pkg:deb/debian/tool@1-3"}}},
              {"category":"product_version","name":"b","product":{"product_id":"b","name":"x","product_identification_helper":{"purl":"pkg:deb/debian/tool@1-7"}}}]}],
              "relationships":[
                {"category":"default_component_of","full_product_name":{"product_id":"one:a","name":"a"},"product_reference":"a","relates_to_product_reference":"one"},
                {"category":"default_component_of","full_product_name":{"product_id":"two:b","name":"b"},"product_reference":"b","relates_to_product_reference":"two"}]},
            "vulnerabilities":[{"cve":"CVE-2026-0021","product_status":{"fixed":["one:a","two:b"]}}]}
            """;
        var merged = Merge([Delta(ImportFormat.Csaf, advisory)], Deb("tool", version, "tool"));
        Assert.Equal(isWeak, merged.City.Exposures.Any(x => x.Reference == "CVE-2026-0021"));
        Assert.Equal(isUnknown, merged.LeftOut.Any(l => l.Contains("branches of an advisory differ", StringComparison.Ordinal)));
    }

    [Fact]
    public void EachInstalledKernelIsJudgedAndTheRunningOneCounts()
    {
        const string bom = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"o","type":"library","name":"kernel","purl":"pkg:rpm/redhat/kernel-core"}],
            "vulnerabilities":[{"id":"CVE-2026-0013","ratings":[{"method":"CVSSv31","vector":"CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H"}],"analysis":{"state":"exploitable"},"affects":[{"ref":"o","versions":[{"range":"vers:rpm/<0:5.14.0-400.el9","status":"affected"}]}]}]}
            """;
        InstalledPackage Kernel(string version, bool? runs) => new(PackageManager.Rpm, "kernel-core", "x86_64", version, "kernel", version, new("rhel", "9.3", "")) { IsRunning = runs };
        var (old, now) = ("0:5.14.0-362.el9", "0:5.14.0-427.el9");
        var restarted = Merge([Delta(ImportFormat.CycloneDx, bom)], On(Kernel(old, false), Kernel(now, true)));
        Assert.DoesNotContain(restarted.City.Exposures, x => x.Reference == "CVE-2026-0013");
        Assert.Contains(restarted.LeftOut, l => l.Contains($"CVE-2026-0013 in kernel-core {old}", StringComparison.Ordinal) && l.Contains("installed, not running", StringComparison.Ordinal));
        // Upgraded and not yet started anew: the weak one runs.
        var waiting = Merge([Delta(ImportFormat.CycloneDx, bom)], On(Kernel(now, false), Kernel(old, true)));
        var exposure = waiting.City.Exposures.Single(x => x.Reference == "CVE-2026-0013");
        Assert.Equal($"kernel-core {old}", waiting.Traces.Single(t => t.Id == exposure.Id.Value && t.Field == "package").Value);
        Assert.Contains(Merge([Delta(ImportFormat.CycloneDx, bom)], On(Kernel(old, null), Kernel(now, null))).City.Exposures, x => x.Reference == "CVE-2026-0013");
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
        var merged = Merge([Delta(ImportFormat.CycloneDx, bom), Kev("CVE-2026-10299")], Deb("openssl", "3.0.11-1", "openssl"));
        var taken = merged.City.Exposures.Where(x => x.Reference?.StartsWith("CVE-2026-1", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(200, taken.Count);
        Assert.True(taken.Single(x => x.Reference == "CVE-2026-10299").Signals!.InKev);
        Assert.Contains(merged.LeftOut, l => l.StartsWith("asset web: 100 more weaknesses", StringComparison.Ordinal));
    }

    [Fact]
    public void OfManyTheWorstAreTakenAndTheRestIsCountedInFewSentences()
    {
        var many = string.Join(',', Enumerable.Range(0, 300).Select(i => $$$"""{"id":"CVE-2026-{{{10000 + i}}}","ratings":[{"method":"CVSSv31","vector":"CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:{{{(i < 10 ? 'H' : 'L')}}}/I:L/A:N"}],"analysis":{"state":"exploitable"},"affects":[{"ref":"o"}]}"""));
        var bom = $$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"o","type":"library","name":"openssl","purl":"pkg:deb/debian/openssl"}],"vulnerabilities":[{{many}}]}""";
        var own = Cities.Read(Cities.Text.Replace("services:", string.Concat(Enumerable.Range(0, 30).Select(i => $"  - {{id: host{i}, name: Host {i}, zone: dmz, kind: server}}\n")) + "services:", StringComparison.Ordinal));
        var installed = new InstalledPackages(Enumerable.Range(0, 30).Select(i => KeyValuePair.Create(new AssetId($"host{i}"), (IReadOnlyCollection<InstalledPackage>)[new InstalledPackage(PackageManager.Dpkg, "openssl", "amd64", "3", "openssl", "3", Bookworm)])));
        var merged = Assert.IsType<MergedCity.Merged>(CityMerge.Of(own, Cities.From, [Delta(ImportFormat.CycloneDx, bom), Kev("CVE-2026-10299")], MergePolicy.Default, null, null, installed));
        var taken = merged.City.Exposures.Where(x => x.Asset.Value.StartsWith("host", StringComparison.Ordinal)).ToList();
        Assert.Equal(30 * ExposureMerge.MostOfPackages, taken.Count);
        // The attacked one and the ten severe ones are there on every asset.
        Assert.Equal(30, taken.Count(x => x.Reference == "CVE-2026-10299"));
        Assert.All(Enumerable.Range(10_000, 10), i => Assert.Equal(30, taken.Count(x => x.Reference == $"CVE-2026-{i}")));
        Assert.Equal(20, merged.LeftOut.Count(l => l.Contains(": 100 more weaknesses of installed packages", StringComparison.Ordinal)));
        Assert.Contains("10 more assets with more weaknesses of installed packages than are taken", merged.LeftOut);
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
    [InlineData("pkg:deb/debian/openssl?distro=debian-bookworm", true)]
    [InlineData("pkg:deb/debian/openssl?distro=debian-bullseye", false)]
    [InlineData("pkg:deb/debian/openssl?distro=ubuntu-jammy", false)]
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
    [InlineData("rhel", "8.6", "", "", "pkg:rpm/rhel/x", "", 10)] // as SBOM tools write it
    [InlineData("rhel", "8.6", "", "", "pkg:rpm/redhat/x?distro=rhel-8.6", "", 13)]
    [InlineData("rhel", "8.6", "", "", "pkg:rpm/redhat/x", "cpe:/a:redhat:rhel_eus:8.6::appstream", 13)]
    [InlineData("rhel", "8.10", "", "", "pkg:rpm/redhat/x", "cpe:/a:redhat:rhel_eus:8.6::appstream", -1)]
    [InlineData("rhel", "8.6", "", "", "pkg:rpm/redhat/x", "cpe:/a:redhat:openshift:8::el8", -1)]
    [InlineData("rhel", "8.6", "", "", "pkg:rpm/oracle/x", "", -1)]
    [InlineData("ol", "9.3", "", "fedora", "pkg:rpm/oracle/x?distro=el9", "", 12)]
    [InlineData("ol", "9.3", "", "fedora", "pkg:rpm/ol/x", "cpe:/o:oracle:linux:9", 12)]
    [InlineData("ol", "9.3", "", "fedora", "pkg:rpm/fedora/x", "", -1)]
    [InlineData("ol", "9.3", "", "fedora", "pkg:rpm/redhat/x", "cpe:/o:redhat:enterprise_linux:9::baseos", 3)]
    [InlineData("rocky", "9.3", "", "rhel,centos,fedora", "pkg:rpm/fedora/x?distro=fc39", "", -1)]
    [InlineData("amzn", "2023", "", "fedora", "pkg:rpm/amazon/x", "cpe:2.3:o:amazon:amazon_linux:2023", 12)]
    [InlineData("amzn", "2023", "", "fedora", "pkg:rpm/amzn/x?distro=amzn-2", "", -1)]
    [InlineData("amzn", "2", "", "centos,rhel,fedora", "pkg:rpm/redhat/x", "", -1)]
    [InlineData("sles", "15.4", "", "suse", "pkg:rpm/suse/x?distro=sles-15.4", "", 13)]
    [InlineData("sles", "15.4", "", "suse", "pkg:rpm/sles/x", "cpe:/o:suse:sles:15:sp4", 13)]
    [InlineData("sles", "15.4", "", "suse", "pkg:rpm/suse/x", "cpe:/o:opensuse:leap:15.4", -1)]
    [InlineData("opensuse-leap", "15.4", "", "suse,opensuse", "pkg:rpm/suse/x", "cpe:/o:opensuse:leap:15.4", 13)]
    [InlineData("opensuse-leap", "15.4", "", "suse,opensuse", "pkg:rpm/opensuse/x?distro=opensuse-leap-15.5", "", -1)]
    [InlineData("opensuse-leap", "15.4", "", "suse,opensuse", "pkg:rpm/opensuse/x", "cpe:/o:opensuse:tumbleweed", -1)]
    [InlineData("linuxmint", "21.2", "jammy", "ubuntu,debian", "pkg:deb/ubuntu/x?distro=ubuntu-jammy", "", 4)]
    [InlineData("linuxmint", "21.2", "jammy", "ubuntu,debian", "pkg:deb/ubuntu/x?distro=ubuntu-focal", "", -1)]
    [InlineData("linuxmint", "21.2", "jammy", "ubuntu,debian", "pkg:deb/ubuntu/x?distro=ubuntu-22.04", "", 1)] // its own numbers are others
    [InlineData("linuxmint", "21.2", "jammy", "ubuntu,debian", "pkg:rpm/redhat/x", "", -1)]
    [InlineData("linuxmint", "21.2", "jammy", "ubuntu,debian", "pkg:deb/debian/x", "", -1)] // Ubuntu built it anew
    [InlineData("linuxmint", "6", "faye", "debian", "pkg:deb/debian/x", "", 1)]
    [InlineData("ubuntu", "22.04", "jammy", "debian", "pkg:deb/ubuntu/x?distro=ubuntu-22.04", "cpe:2.3:a:openssl:openssl:3.0.2:*:*:*:*:*:*:*", 13)] // an application, no system
    [InlineData("ubuntu", "22.04", "jammy", "debian", "pkg:deb/debian/x", "", -1)]
    [InlineData("ubuntu", "22.04", "jammy", "debian", "pkg:deb/ubuntu/x", "cpe:2.3:o:linux:linux_kernel:*:*:*:*:*:*:*:*", 10)]
    [InlineData("ubuntu", "22.04", "jammy", "debian", "pkg:deb/ubuntu/x", "cpe:2.3:o:canonical:ubuntu_linux:20.04:*:*:*:lts:*:*:*", -1)]
    public void ADistributionIsMeantByItsNamesAndByThoseThatItIsMadeFrom(string id, string version, string codename, string like, string purl, string cpe, int fit)
    {
        Assert.True(Standards.Packages.PackageUrl.TryRead(purl, out var url));
        var package = new InstalledPackage(url.Type == "deb" ? PackageManager.Dpkg : PackageManager.Rpm, "x", "", "1-1", "x", "1-1", new OsRelease(id, version, codename) { Like = like });
        Assert.Equal(fit, PackageIdentity.Fit(url, cpe.Length > 0 ? [cpe] : [], package, out _));
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

    private static InstalledPackages On(params InstalledPackage[] packages) => new([KeyValuePair.Create(new AssetId("web"), (IReadOnlyCollection<InstalledPackage>)packages)]);

    private static CityDelta Kev(string cve) => Delta(ImportFormat.Kev, $$"""{"catalogVersion":"1","dateReleased":"2026-03-01T15:00:02Z","count":1,"vulnerabilities":[{"cveID":"{{cve}}","vendorProject":"O","product":"O","dateAdded":"2026-01-10","knownRansomwareCampaignUse":"Unknown"}]}""");
}
