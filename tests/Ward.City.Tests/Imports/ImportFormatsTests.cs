using System.Text;
using CsCheck;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.Standards.Yaml;
using static Ward.City.Tests.Merging.Cities;

namespace Ward.City.Tests.Imports;

public sealed class ImportFormatsTests
{
    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE nmaprun><nmaprun/>", ImportFormat.Nmap)]
    [InlineData("{\"bomFormat\":\"CycloneDX\"}", ImportFormat.CycloneDx)]
    [InlineData("{\"document\":{\"csaf_version\":\"2.0\"}}", ImportFormat.Csaf)]
    [InlineData("{\"title\":\"\",\"catalogVersion\":\"1\"}", ImportFormat.Kev)]
    [InlineData("{\"dataType\":\"CVE_RECORD\"}", ImportFormat.Cve)]
    [InlineData("#model_version:v1\ncve,epss,percentile\n", ImportFormat.Epss)]
    [InlineData("threagile_version: 1.0.0\n", ImportFormat.Threagile)]
    [InlineData("otmVersion: 0.2.0\n", ImportFormat.Otm)]
    [InlineData("{\"nftables\": []}", ImportFormat.Nftables)]
    [InlineData("*filter\n:INPUT ACCEPT\n", ImportFormat.Iptables)]
    [InlineData("<?xml version=\"1.0\"?>\n<pfsense>", ImportFormat.Pfsense)]
    [InlineData("hostname r1\n!\nip access-list extended A\n", ImportFormat.Cisco)]
    [InlineData("name;ip\na;b\n", ImportFormat.Csv)]
    [InlineData("#separator \\x09\n#path\tconn\n", ImportFormat.Zeek)]
    [InlineData("{\"ts\":1.0,\"uid\":\"C\",\"id.orig_h\":\"10.0.0.1\"}\n", ImportFormat.Zeek)]
    [InlineData("{\"ts\":1.0,\"host\":\"10.0.0.1\"}\n", ImportFormat.Zeek)]
    [InlineData("# The format of this file is documented in the dhcpd.leases(5) manual page.\n\nlease 10.0.0.1 {\n", ImportFormat.Dhcpd)]
    [InlineData("address,hwaddr,client_id,valid_lifetime,expire\n", ImportFormat.Kea)]
    [InlineData("address,duid,valid_lifetime,expire\n", ImportFormat.Kea)]
    [InlineData("1772370000 00:0e:8c:00:00:91 10.20.0.91 * *\n", ImportFormat.Dnsmasq)]
    [InlineData("10.20.0.1 dev eth0 lladdr 00:0e:8c:00:00:01 REACHABLE\n", ImportFormat.Neighbours)]
    [InlineData("? (10.20.0.1) at 00:0e:8c:00:00:01 [ether] on eth0\n", ImportFormat.Neighbours)]
    [InlineData("IP address       HW type     Flags       HW address            Mask     Device\n", ImportFormat.Neighbours)]
    [InlineData("[{\"dst\":\"10.20.0.1\",\"dev\":\"eth0\"}]", ImportFormat.Neighbours)]
    [InlineData("{\"id\":\"urn:ngsi-ld:Device:1\",\"type\":\"Device\"}", ImportFormat.Ngsi)]
    [InlineData("[{\"id\": \"d1\", \"type\": \"Device\", \"serialNumber\": {\"type\": \"Text\"}}]", ImportFormat.Ngsi)]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[]}", ImportFormat.GeoJson)]
    [InlineData("{ \"type\": \"Feature\", \"geometry\": null }", ImportFormat.GeoJson)]
    [InlineData("{\"data\":[{\"ObjectIdentifier\":\"S-1\"}]}", ImportFormat.BloodHound)]
    [InlineData("time,src_ip,dst_ip,dst_port\n", ImportFormat.Events)]
    [InlineData("{\"metadata\":{},\"class_uid\":4001}\n", ImportFormat.Events)]
    [InlineData("<html>", null)]
    [InlineData("", null)]
    public void AFormatIsToldByItsContent(string text, ImportFormat? format) => Assert.Equal(format, ImportFormats.Guess(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void AnyBytesAreReadOrRefusedAndWhatIsReadMerges() =>
        Gen.Select(Gen.Enum<ImportFormat>(), Gen.Byte.Array[0, 400]).Sample((format, bytes) =>
        {
            var problems = new ProblemList("in");
            var delta = CityImport.Read(format, bytes, new ImportSettings(null, "in", Now, new Dictionary<string, string>()), problems);
            Assert.True(delta is not null || problems.Count > 0);
            if (delta is not null) Assert.IsType<MergedCity.Merged>(CityMerge.Of(Own, From, [delta], MergePolicy.Default));
        });

    [Fact]
    public void WhatIsKeptOfADeltaIsReadAgain()
    {
        var delta = Delta(ImportFormat.Csv, "name,ip\n\"a \"\"b\"\" ü\",10.20.0.9\n");
        var again = BookJson.Read<CityDelta>(BookJson.Write(delta), new ProblemList("book"))!;
        Assert.Equal(Merge(delta).Text, Merge(again).Text);
        Assert.Equal(delta.Notes, again.Notes);
    }

    [Fact]
    public void AnOpenThreatModelBecomesZonesAssetsAndFlows()
    {
        var merged = Merge(Delta(ImportFormat.Otm, "otmVersion: 0.2.0\nproject: {name: S, id: s}\ntrustZones:\n  - {id: cloud, name: Cloud, risk: {trustRating: 5}}\ncomponents:\n  - {id: api, name: API, type: web, parent: {trustZone: cloud}}\n  - {id: db, name: DB, type: db, parent: {trustZone: cloud}}\ndataflows:\n  - {id: f, source: api, destination: db, bidirectional: true}\n"));
        Assert.Equal(Zones.ZoneKind.External, merged.City.Find(new ZoneId("cloud"))!.Kind);
        Assert.Equal(2, merged.City.Flows.Count(f => f.From.ToString() is "api" or "db"));
    }

    [Fact]
    public void ARecordOfTheCveListTellsOfProductAndAttacks()
    {
        var merged = Merge(Delta(ImportFormat.Cve, """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-7","state":"PUBLISHED"},"containers":{"cna":{"affected":[{"vendor":"Acme","product":"SC-100","versions":[{"version":"1.0","lessThan":"1.4","status":"affected","versionType":"semver"}]}],
            "metrics":[{"cvssV4_0":{"vectorString":"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N"}}]},"adp":[{"metrics":[{"other":{"type":"ssvc","content":{"options":[{"Exploitation":"active"},{"Automatable":"yes"}]}}}]}]}}
            """.Replace("CVE-2026-7", "CVE-2026-0007", StringComparison.Ordinal)));
        var exposure = merged.City.Exposures.Single(x => x.Reference == "CVE-2026-0007");
        Assert.Equal((Ward.Standards.Ssvc.Exploitation.Active, true, "T0866", Identities.Privilege.User), (exposure.Signals!.Exploitation!.Value, exposure.Signals.Automatable!.Value, exposure.Technique, exposure.Gains));
    }
}
