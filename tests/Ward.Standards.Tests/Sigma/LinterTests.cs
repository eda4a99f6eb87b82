using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Linting;

namespace Ward.Standards.Tests.Sigma;

public sealed class LinterTests
{
    private const string Good =
        "title: T\nid: 5a1c8d1e-2f5e-4a39-8a4a-0d2f1f0a7c11\nstatus: test\ndate: 2026-01-02\nlevel: low\ntags: [attack.t1110]\nlogsource: {product: linux}\n"
        + "detection:\n  s:\n    f|contains: v\n  condition: s\n";

    [Fact]
    public void AGoodRuleIsLeftInPeace() => Assert.Empty(SigmaLinter.Check("f.yml", Good));

    [Theory]
    [InlineData("id: 5a1c8d1e-2f5e-4a39-8a4a-0d2f1f0a7c11\n", "", "WS101", 1)]
    [InlineData("id: 5a1c8d1e-2f5e-4a39-8a4a-0d2f1f0a7c11", "id: mine", "WS102", 2)]
    [InlineData("level: low\n", "", "WS103", 1)]
    [InlineData("status: test\n", "", "WS104", 1)]
    [InlineData("tags: [attack.t1110]\n", "", "WS105", 1)]
    [InlineData("2026-01-02", "2026/01/02", "WS106", 4)]
    [InlineData("title: T", "title: T\nlevl: low", "WS107", 2)]
    [InlineData("title: T", "title: T\nrelated: [{id: x, type: cousin}]", "WS108", 2)]
    [InlineData("status: test", "status: deprecated", "WS109", 3)]
    [InlineData("attack.t1110", "brute force", "WS110", 6)]
    [InlineData("{product: linux}", "{definition: x}", "WS111", 7)]
    [InlineData("attack.t1110", "attack.impair-proces-control", "WS112", 6)]
    [InlineData("attack.t1110", "attack.t110", "WS112", 6)]
    [InlineData("  condition: s", "  t:\n    g: 1\n  condition: s", "WS201", 12)]
    [InlineData("f|contains: v", "f|contains|all: v", "WS202", 10)]
    [InlineData("f|contains: v", "f|all: [v, w]", "WS203", 10)]
    [InlineData("  condition: s", "  t:\n    g: 1\n  condition: all of them", "WS205", 13)]
    [InlineData("f|contains: v", "f|re: 'a(?=b)'", "WS006", 10)]
    [InlineData("f|contains: v", "f: '*'", "WS207", 10)]
    [InlineData("f|contains: v", "f: [v, V]", "WS208", 10)]
    [InlineData("f|contains: v", "f|cotains: v", "WS004", 10)]
    [InlineData("f|contains: v", "f|gt: v", "WS005", 10)]
    [InlineData("f|contains: v", "f|re: '('", "WS006", 10)]
    [InlineData("title: T", "title: T\ntaxonomy: cim", "WS115", 2)]
    [InlineData("attack.t1110", "attack.t1110, attack.defense_evasion", "WS116", 6)]
    [InlineData("condition: s", "condition: s or", "WS007", 11)]
    [InlineData("condition: s", "condition: s | count() > 3", "WS008", 11)]
    public void WhatIsAmissHasACodeAndAPlace(string was, string now, string code, int line)
    {
        var finding = Assert.Single(SigmaLinter.Check("f.yml", Good.Replace(was, now, StringComparison.Ordinal)));

        Assert.Equal((code, line), (finding.Code.Code, finding.Line));
        Assert.NotEmpty(finding.Fix);
    }

    [Fact]
    public void EveryCodeStandsInTheTableOnceAndEveryFaultHasOne()
    {
        Assert.Equal(LintCodes.All.Count, LintCodes.All.Select(c => c.Code).Distinct().Count());
        foreach (var fault in Enum.GetValues<SigmaFault>()) Assert.Equal(LintSeverity.Error, LintCodes.Of(new SigmaError("f", 1, "", "x", "") { Fault = fault }).Code.Severity);
    }

    private const string Counts =
        "title: T\nid: 5a1c8d1e-2f5e-4a39-8a4a-0d2f1f0a7c11\nstatus: test\nlevel: low\ntags: [attack.t1110]\ncorrelation:\n  type: event_count\n  rules: [a]\n"
        + "  group-by: [User]\n  timespan: 5m\n  condition: {gte: 3}\n";

    [Theory]
    [InlineData("level: low\n", "", "WS103", 1)]
    [InlineData("tags: [attack.t1110]", "tags: [attack.t1110, attack.initial_access]", "WS116", 5)]
    [InlineData("  timespan", "  aliases:\n    who: {a: x}\n  timespan", "WS209", 10)]
    [InlineData("  timespan", "  aliases:\n    User: {b: x}\n  timespan", "WS210", 10)]
    [InlineData("  type: event_count\n  rules: [a]\n  group-by: [User]\n  timespan: 5m\n  condition: {gte: 3}\n", "  type: temporal\n  rules: [a, b]\n  timespan: 5m\n", "WS211", 6)]
    public void ACorrelationIsLookedAtToo(string was, string now, string code, int line)
    {
        Assert.Empty(SigmaLinter.Check("f.yml", Counts));
        var finding = Assert.Single(SigmaLinter.Check("f.yml", Counts.Replace(was, now, StringComparison.Ordinal)));
        Assert.Equal((code, line), (finding.Code.Code, finding.Line));
    }

    private const string Quiet =
        "title: T\nid: 5a1c8d1e-2f5e-4a39-8a4a-0d2f1f0a7c11\nauthor: kim\nlogsource: {product: linux}\nfilter:\n  rules: [a]\n  s:\n    f|contains: v\n  condition: not s\nward: {until: 2026-01-02}\n";

    [Theory]
    [InlineData("author: kim\n", "", "WS113", 1)]
    [InlineData("ward: {until: 2026-01-02}\n", "", "WS114", 1)]
    [InlineData("  condition", "  t:\n    g: 1\n  condition", "WS201", 10)]
    [InlineData("f|contains: v", "f: '*'", "WS207", 8)]
    public void AFilterIsLookedAtToo(string was, string now, string code, int line)
    {
        Assert.Empty(SigmaLinter.Check("f.yml", Quiet));
        var finding = Assert.Single(SigmaLinter.Check("f.yml", Quiet.Replace(was, now, StringComparison.Ordinal)));
        Assert.Equal((code, line), (finding.Code.Code, finding.Line));
    }

    [Fact]
    public void ATagStandsAtItsOwnPlace()
    {
        var finding = Assert.Single(SigmaLinter.Check("f.yml", Good.Replace("[attack.t1110]", "\n  - attack.t1110\n  - attack.defense-evasion", StringComparison.Ordinal)));
        Assert.Equal((8, 5, "write attack.stealth"), (finding.Line, finding.Column, finding.Fix));
    }

    [Fact]
    public void APlaceIsLineAndColumn()
    {
        var error = SigmaParser.Read("f.yml", Good.Replace("condition: s", "condition: s and (x)", StringComparison.Ordinal)).Errors.Single();

        Assert.Equal((11, 21), (error.Line, error.Column));
        Assert.StartsWith("f.yml:11:21: detection.condition: expected a selection", error.ToString(), StringComparison.Ordinal);
    }
}
