using Ward.Ingest;

namespace Ward.Detect.Tests.Rules;

public sealed class LogSourceTests
{
    [Theory]
    [InlineData("product: linux", true)]
    [InlineData("service: sshd", true)]
    [InlineData("product: Linux\n  service: SSHD", true)]
    [InlineData("product: windows", false)]
    [InlineData("category: authentication", false)]
    [InlineData("product: linux\n  service: auditd", false)]
    public void ARuleSeesOnlyEventsOfWhatItStates(string source, bool seen)
    {
        var engine = Engines.Of($"title: T\nlogsource:\n  {source}\ndetection:\n  s:\n    user.name: root\n  condition: s\n");

        Assert.Equal(seen, engine.Feed(new Lines().Sshd(0, "203.0.113.5")).Count == 1);
    }

    [Fact]
    public void ManyLogSourcesFromHostileLinesDoNotConfuseTheRouting()
    {
        var engine = Engines.Of("title: T\nlogsource:\n  product: p7\ndetection:\n  s:\n    x: 1\n  condition: s\n");
        var lines = new Lines();
        var hits = 0;
        for (var i = 0; i < 5000; i++) hits += engine.Feed(lines.Json(new LogSource("", $"p{i % 2500}", ""), ("x", "1"))).Count;

        Assert.Equal(2, hits);
    }

    [Fact]
    public void AnEventThatNoRuleMatchesAllocatesNothing()
    {
        var engine = Engines.Of(
            "title: T\nlogsource:\n  service: sshd\ndetection:\n  s:\n    user.name|contains: [nobody, 'a*b?c', zürich]\n    src_ip|cidr: 10.0.0.0/8\n  r:\n    status_detail|re: '^Accepted'\n  k:\n    - needle\n  n:\n    src_port|gt: 5000\n  condition: s or r or k or n\n");
        var e = new Lines().Sshd(0, "203.0.113.5");
        var findings = new List<Findings.Finding>();
        for (var i = 0; i < 1000; i++) engine.Evaluate(e, findings);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) engine.Evaluate(e, findings);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Empty(findings);
        Assert.Equal(0, allocated);
    }
}
