using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Detect.Tests.Rules;
using Ward.Ingest.Search.Language;

namespace Ward.Detect.Tests.Hunts;

public sealed class QueryAnalyticTests
{
    private readonly Lines lines = new();

    [Fact]
    public void AnEventThatFitsIsAFindingThatSaysWhy()
    {
        var analytic = Of("src_ip:203.0.113.5 status:failure");
        var findings = new List<Finding>();
        analytic.Observe(lines.Sshd(0, "203.0.113.5"), findings);
        analytic.Observe(lines.Sshd(1, "203.0.113.6"), findings);

        var finding = Assert.Single(findings);
        Assert.Equal("query:src_ip:\"203.0.113.5\" status:\"failure\"", finding.Detector);
        Assert.Equal([new FieldShown("src_ip", "203.0.113.5", "query"), new FieldShown("status", "failure", "query")], finding.Explanation.Fields);
        Assert.Equal(finding.Offset, Assert.Single(finding.Evidence).Offset);
        Assert.Equal((Severity.Informational, Meaning.Unusual), (finding.Severity, finding.Meaning));
    }

    [Fact]
    public void TheSameEventGivesTheSameIdAndAnotherQueryAnother()
    {
        var findings = new List<Finding>();
        var e = lines.Sshd(0, "203.0.113.5");
        foreach (var text in new[] { "status:failure", "status:failure", "user:*" }) Of(text).Observe(e, findings);

        Assert.Equal(2, findings.Select(f => f.Id).Distinct().Count());
    }

    private static QueryAnalytic Of(string query) => new(((QueryReading.Read)QueryParser.Read(query)).Query.Where);
}
