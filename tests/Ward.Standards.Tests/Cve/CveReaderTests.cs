using System.Text;
using Ward.Standards.Cve;
using Ward.Standards.Ssvc;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Cve;

public sealed class CveReaderTests
{
    private const string Good = """
        {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-1234","assignerOrgId":"x","state":"PUBLISHED","datePublished":"2026-01-02T03:04:05.000Z","dateUpdated":"2026-01-03"},
        "containers":{"cna":{"title":"A buffer","descriptions":[{"lang":"de","value":"Puffer"},{"lang":"en","value":"A buffer overflows."}],
        "affected":[{"vendor":"Acme","product":"Signal controller","defaultStatus":"unaffected","cpes":["cpe:2.3:h:acme:sc:*:*:*:*:*:*:*:*"],"versions":[{"version":"1.0","lessThan":"1.4.2","status":"affected","versionType":"semver"}]}],
        "metrics":[{"format":"CVSS","cvssV3_1":{"version":"3.1","vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","baseScore":9.8}}],
        "problemTypes":[{"descriptions":[{"lang":"en","cweId":"CWE-120","description":"x","type":"CWE"}]}]},
        "adp":[{"title":"CISA ADP Vulnrichment","metrics":[{"other":{"type":"ssvc","content":{"id":"CVE-2026-1234","options":[{"Exploitation":"poc"},{"Automatable":"yes"},{"Technical Impact":"total"}]}}}]}]}}
        """;

    [Fact]
    public void ARecordIsReadWithWhatOthersAdded()
    {
        var (record, problems) = Read(Good);
        Assert.Empty(problems.Sorted());
        Assert.Equal((new CveId("CVE-2026-1234"), CveState.Published, "A buffer overflows."), (record!.Id, record.State, record.Description));
        Assert.Equal(new CveVersion("1.0", true, "1.4.2", null, "semver"), Assert.Single(Assert.Single(record.Products).Versions));
        Assert.Equal(9.8, Assert.Single(record.Vectors).Score);
        Assert.Equal((Exploitation.PublicPoc, true, TechnicalImpact.Total), (record.Exploitation!.Value, record.Automatable!.Value, record.TechnicalImpact!.Value));
        Assert.Equal(["CWE-120"], record.Weaknesses);
    }

    [Theory]
    [InlineData("CVE_RECORD", "CVE", "$.dataType", true)]
    [InlineData("\"5.1\"", "\"4.0\"", "$.dataVersion", true)]
    [InlineData("\"CVE-2026-1234\",\"assigner", "\"X\",\"assigner", "$.cveMetadata.cveId", false)]
    [InlineData("UI:N/S:U", "UI:Q/S:U", "$.containers.cna.metrics[0].cvssV3_1.vectorString", false)]
    [InlineData("\"status\":\"affected\"", "\"status\":\"maybe\"", "$.containers.cna.affected[0].versions[0].status", false)]
    [InlineData("\"state\":\"PUBLISHED\",", "", "$.cveMetadata.state", false)]
    public void WhatIsWrongIsNamedByItsPath(string good, string bad, string path, bool refused)
    {
        var (record, problems) = Read(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(path, Assert.Single(problems.Sorted()).Field);
        Assert.Equal(refused, record is null);
    }

    [Fact]
    public void ARangeHasItsChanges()
    {
        var (record, problems) = Read(Good.Replace("\"versionType\":\"semver\"", "\"versionType\":\"git\",\"changes\":[{\"at\":\"1.2\",\"status\":\"unaffected\"},{\"at\":\"1.3\",\"status\":\"unknown\"}]", StringComparison.Ordinal));
        Assert.Empty(problems.Sorted());
        var version = Assert.Single(Assert.Single(record!.Products).Versions);
        Assert.Equal([new CveChange("1.2", false), new CveChange("1.3", null)], version.Changes);
        Assert.True(version.IsCommit);
    }

    [Theory]
    [InlineData("cve-2021-44228 ", true)]
    [InlineData("CVE-2021-123", false)]
    [InlineData("CVE-21-12345", false)]
    [InlineData("CVE-2021-12345x", false)]
    [InlineData("CVE-2021-١٢٣٤", false)]
    public void ANumberIsKnownByItsForm(string text, bool good) => Assert.Equal(good, CveId.Is(text));

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Good, bytes =>
    {
        var problems = new ProblemList("cve.json");
        Assert.True(CveReader.Read(bytes, problems) is not null || problems.Count > 0);
    });

    private static (CveRecord? Record, ProblemList Problems) Read(string text)
    {
        var problems = new ProblemList("cve.json");
        return (CveReader.Read(Encoding.UTF8.GetBytes(text), problems), problems);
    }
}
