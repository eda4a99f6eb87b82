namespace Ward.City.Tests.Merging;

internal static class Advisories
{
    internal const string NotAffected = """
        {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-02-20T00:00:00Z","component":{"bom-ref":"sc","type":"device","name":"SC-100"}},
        "vulnerabilities":[{"id":"CVE-2026-1234","analysis":{"state":"not_affected","justification":"code_not_reachable"},"affects":[{"ref":"sc"}]}]}
        """;

    internal static string Affecting(string versions) => """
        {"document":{"category":"csaf_security_advisory","csaf_version":"2.0","title":"Overflow","publisher":{"name":"Acme"},"tracking":{"id":"ACME-1","current_release_date":"2026-02-03T00:00:00Z"}},
        "product_tree":{"branches":[{"category":"vendor","name":"Acme","branches":[{"category":"product_name","name":"SC-100","branches":[{"category":"product_version_range","name":"VERSIONS","product":{"product_id":"P1","name":"x"}}]}]}]},
        "vulnerabilities":[{"cve":"CVE-2026-1234","product_status":{"known_affected":["P1"]},"scores":[{"products":["P1"],"cvss_v3":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]}]}
        """.Replace("VERSIONS", versions, StringComparison.Ordinal);
}
