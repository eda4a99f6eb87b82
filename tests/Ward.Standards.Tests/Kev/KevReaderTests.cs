using System.Text;
using Ward.Standards.Cve;
using Ward.Standards.Kev;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Kev;

public sealed class KevReaderTests
{
    private const string Good = """
        {"title":"Known exploited","catalogVersion":"2026.03.01","dateReleased":"2026-03-01T15:00:02.123Z","count":2,"vulnerabilities":[
        {"cveID":"CVE-2021-44228","vendorProject":"Apache","product":"Log4j2","vulnerabilityName":"RCE","dateAdded":"2021-12-10","shortDescription":"x","requiredAction":"Update.","dueDate":"2021-12-24","knownRansomwareCampaignUse":"Known","notes":"","cwes":["CWE-20","CWE-502"]},
        {"cveID":"CVE-2015-5374","vendorProject":"Siemens","product":"SIPROTEC","dateAdded":"2022-01-10","knownRansomwareCampaignUse":"Unknown"}]}
        """;

    [Fact]
    public void ACatalogueIsReadWithItsVersion()
    {
        var (catalog, problems) = Read(Good);
        Assert.Empty(problems.Sorted());
        Assert.Equal("2026.03.01", catalog!.Version);
        var entry = catalog.Entries[new CveId("CVE-2021-44228")];
        Assert.Equal((new DateOnly(2021, 12, 10), new DateOnly(2021, 12, 24), true), (entry.Added, entry.Due!.Value, entry.Ransomware));
        Assert.Equal(["CWE-20", "CWE-502"], entry.Weaknesses);
        Assert.Null(catalog.Entries[new CveId("CVE-2015-5374")].Due);
    }

    [Theory]
    [InlineData("\"cveID\":\"CVE-2015-5374\"", "\"cveID\":\"SSA-5374\"", "$.vulnerabilities[1].cveID")]
    [InlineData("\"dateAdded\":\"2022-01-10\"", "\"dateAdded\":\"10 Jan\"", "$.vulnerabilities[1].dateAdded")]
    [InlineData("\"cveID\":\"CVE-2015-5374\"", "\"cveID\":\"CVE-2021-44228\"", "$.vulnerabilities[1].cveID")]
    [InlineData("\"count\":2", "\"count\":3", "$.count")]
    public void WhatIsWrongIsNamedByItsPath(string good, string bad, string path)
    {
        var (catalog, problems) = Read(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(path, Assert.Single(problems.Sorted()).Field);
        Assert.True(catalog!.Entries.ContainsKey(new CveId("CVE-2021-44228")));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"error\":\"not found\"}")]
    [InlineData("{\"catalogVersion\":\"1\",\"catalogVersion\":\"2\",\"vulnerabilities\":[]}")]
    [InlineData("{")]
    public void WhatIsNoCatalogueIsRefused(string text)
    {
        var (catalog, problems) = Read(text);
        Assert.Null(catalog);
        Assert.NotEmpty(problems.Sorted());
    }

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Good, bytes =>
    {
        var problems = new ProblemList("kev.json");
        Assert.True(KevReader.Read(bytes, problems) is not null || problems.Count > 0);
    });

    private static (KevCatalog? Catalog, ProblemList Problems) Read(string text)
    {
        var problems = new ProblemList("kev.json");
        return (KevReader.Read(Encoding.UTF8.GetBytes(text), problems), problems);
    }
}
