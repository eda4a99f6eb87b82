using System.Text;
using Ward.Standards.CycloneDx;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.CycloneDx;

public sealed class BomReaderTests
{
    private const string Good = """
        {"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79","version":1,
        "metadata":{"timestamp":"2026-02-03T00:00:00Z","component":{"bom-ref":"sc","type":"device","name":"SC-100","version":"1.4.1","supplier":{"name":"Acme"},"cpe":"cpe:2.3:h:acme:sc-100:1.4.1:*:*:*:*:*:*:*"}},
        "components":[{"bom-ref":"fw","type":"firmware","name":"sc-fw","version":"1.4.1","components":[{"bom-ref":"ssl","type":"library","group":"org","name":"openssl","version":"3.0.1","purl":"pkg:generic/openssl@3.0.1"}]}],
        "vulnerabilities":[{"id":"CVE-2022-3602","ratings":[{"severity":"high","method":"CVSSv31","vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"},{"method":"OWASP","vector":"SL:1"}],"cwes":[787],
        "analysis":{"state":"not_affected","justification":"code_not_reachable","response":["will_not_fix"],"detail":"never called"},"affects":[{"ref":"ssl"},{"ref":"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#x"}]}]}
        """;

    [Fact]
    public void ABillIsReadWithNestedComponentsAndItsStatements()
    {
        var (bom, problems) = Read(Good);
        Assert.Empty(problems.Sorted());
        Assert.Equal(("SC-100", "Acme"), (bom!.Subject!.Name, bom.Subject.Vendor));
        Assert.Equal([("sc-fw", null), ("openssl", "fw")], bom.Components.Select(c => (c.Name, c.Within)));
        var vulnerability = Assert.Single(bom.Vulnerabilities);
        Assert.Equal((BomAnalysis.NotAffected, "code_not_reachable"), (vulnerability.Analysis!.Value, vulnerability.Justification));
        Assert.Equal(7.5, Assert.Single(vulnerability.Vectors).Score);
        Assert.Equal(2, vulnerability.Affects.Count);
    }

    [Theory]
    [InlineData("\"CycloneDX\"", "\"SPDX\"", "$.bomFormat", true)]
    [InlineData("\"ref\":\"ssl\"", "\"ref\":\"tls\"", "$.vulnerabilities[0].affects[0].ref", false)]
    [InlineData("\"state\":\"not_affected\"", "\"state\":\"fine\"", "$.vulnerabilities[0].analysis.state", false)]
    [InlineData("\"bom-ref\":\"fw\"", "\"bom-ref\":\"sc\"", "$.components[0].bom-ref", false)]
    [InlineData("C:N/I:N/A:H", "C:N/I:N", "$.vulnerabilities[0].ratings[0].vector", false)]
    [InlineData("[787]", "[\"CWE-787\"]", "$.vulnerabilities[0].cwes[0]", false)]
    public void WhatIsWrongIsNamedByItsPath(string good, string bad, string path, bool refused)
    {
        var (bom, problems) = Read(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(path, Assert.Single(problems.Sorted()).Field);
        Assert.Equal(refused, bom is null);
    }

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Good, bytes =>
    {
        var problems = new ProblemList("bom.json");
        Assert.True(BomReader.Read(bytes, problems) is not null || problems.Count > 0);
    });

    private static (BomDocument? Bom, ProblemList Problems) Read(string text)
    {
        var problems = new ProblemList("bom.json");
        return (BomReader.Read(Encoding.UTF8.GetBytes(text), problems), problems);
    }
}
