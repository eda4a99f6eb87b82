using System.Text;
using Ward.Standards.Csaf;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Csaf;

public sealed class CsafReaderTests
{
    private const string Good = """
        {"document":{"category":"csaf_security_advisory","csaf_version":"2.0","title":"Overflow in SC-100","publisher":{"category":"vendor","name":"Acme","namespace":"https://acme.example"},
        "tracking":{"id":"ACME-2026-001","status":"final","version":"1","initial_release_date":"2026-02-01T00:00:00Z","current_release_date":"2026-02-03T00:00:00Z"}},
        "product_tree":{"branches":[{"category":"vendor","name":"Acme","branches":[{"category":"product_name","name":"SC-100","branches":[
        {"category":"product_version_range","name":"vers:generic/<1.4.2","product":{"product_id":"P1","name":"Acme SC-100 <1.4.2","product_identification_helper":{"cpe":"cpe:2.3:h:acme:sc-100:*:*:*:*:*:*:*:*","model_numbers":["SC100"],"serial_numbers":["S-1"]}}},
        {"category":"product_version","name":"1.4.2","product":{"product_id":"P2","name":"Acme SC-100 1.4.2"}}]}]}],
        "full_product_names":[{"product_id":"OS","name":"Some OS"}],
        "relationships":[{"category":"installed_on","product_reference":"P1","relates_to_product_reference":"OS","full_product_name":{"product_id":"P1-OS","name":"SC-100 on Some OS"}}],
        "product_groups":[{"group_id":"G1","product_ids":["P1","P1-OS"]}]},
        "vulnerabilities":[{"cve":"CVE-2026-1234","title":"Overflow","cwe":{"id":"CWE-120","name":"x"},"product_status":{"known_affected":["P1","P1-OS"],"fixed":["P2"]},
        "scores":[{"products":["P1"],"cvss_v3":{"version":"3.1","vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","baseScore":9.8,"baseSeverity":"CRITICAL"}}],
        "remediations":[{"category":"vendor_fix","details":"Update to 1.4.2","group_ids":["G1"],"url":"https://acme.example/fw"},{"category":"workaround","details":"Close port 502","product_ids":["P1"]}]}]}
        """;

    [Fact]
    public void AnAdvisoryIsReadWithTreeStatusScoresAndRemedies()
    {
        var (document, problems) = Read(Good);
        Assert.Empty(problems.Sorted());
        Assert.Equal(4, document!.Products.Count);
        var product = document.Products["P1"];
        Assert.Equal(("Acme", "SC-100", "vers:generic/<1.4.2", "SC100"), (product.Vendor, product.ProductName, product.Version, product.ModelNumbers[0]));
        Assert.Equal(["P1", "OS"], document.Products["P1-OS"].Parts);
        var vulnerability = Assert.Single(document.Vulnerabilities);
        Assert.Equal(["P1", "P1-OS"], vulnerability.Affected);
        Assert.Equal(["P2"], vulnerability.NotAffected);
        Assert.Equal(9.8, Assert.Single(vulnerability.Scores).Vector.Score);
        Assert.Equal((CsafRemedy.VendorFix, 2), (vulnerability.Remediations[0].Kind, vulnerability.Remediations[0].Products.Count));
    }

    [Theory]
    [InlineData("\"csaf_version\":\"2.0\"", "\"csaf_version\":\"1.2\"", "$.document.csaf_version", true)]
    [InlineData("\"product_id\":\"P2\"", "\"product_id\":\"OS\"", "$.product_tree.full_product_names[0].product_id", false)]
    [InlineData("\"known_affected\":[\"P1\",\"P1-OS\"]", "\"known_affected\":[\"P1\",\"P9\"]", "$.vulnerabilities[0].product_status.known_affected[1]", false)]
    [InlineData("\"fixed\":[\"P2\"]", "\"fixed\":[\"P1\"]", "$.vulnerabilities[0].product_status", false)]
    [InlineData("\"group_ids\":[\"G1\"]", "\"group_ids\":[\"G2\"]", "$.vulnerabilities[0].remediations[0].group_ids[0]", false)]
    [InlineData("\"category\":\"workaround\"", "\"category\":\"pray\"", "$.vulnerabilities[0].remediations[1].category", false)]
    [InlineData("\"name\":\"SC-100\"", "\"name\":7", "$.product_tree.branches[0].branches[0].name", false)]
    public void WhatIsWrongIsNamedByItsPath(string good, string bad, string path, bool refused)
    {
        var (document, problems) = Read(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Contains(path, problems.Sorted().Select(p => p.Field));
        Assert.Equal(refused, document is null);
    }

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Good, bytes =>
    {
        var problems = new ProblemList("csaf.json");
        Assert.True(CsafReader.Read(bytes, problems) is not null || problems.Count > 0);
    });

    private static (CsafDocument? Document, ProblemList Problems) Read(string text)
    {
        var problems = new ProblemList("csaf.json");
        return (CsafReader.Read(Encoding.UTF8.GetBytes(text), problems), problems);
    }
}
