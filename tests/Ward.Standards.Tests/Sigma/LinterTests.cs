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
    [InlineData("id: 5a1c8d1e-2f5e-4a39-8a4a-0d2f1f0a7c11", "id: mine", "WS102", 1)]
    [InlineData("level: low\n", "", "WS103", 1)]
    [InlineData("status: test\n", "", "WS104", 1)]
    [InlineData("tags: [attack.t1110]\n", "", "WS105", 1)]
    [InlineData("2026-01-02", "2026/01/02", "WS106", 1)]
    [InlineData("title: T", "title: T\nlevl: low", "WS107", 1)]
    [InlineData("title: T", "title: T\nrelated: [{id: x, type: cousin}]", "WS108", 1)]
    [InlineData("status: test", "status: deprecated", "WS109", 1)]
    [InlineData("attack.t1110", "brute force", "WS110", 1)]
    [InlineData("{product: linux}", "{definition: x}", "WS111", 1)]
    [InlineData("  condition: s", "  t:\n    g: 1\n  condition: s", "WS201", 12)]
    [InlineData("f|contains: v", "f|contains|all: v", "WS202", 10)]
    [InlineData("f|contains: v", "f|all: [v, w]", "WS203", 10)]
    [InlineData("  condition: s", "  t:\n    g: 1\n  condition: all of them", "WS205", 1)]
    [InlineData("f|contains: v", "f|re: 'a(?=b)'", "WS206", 10)]
    [InlineData("f|contains: v", "f: '*'", "WS207", 10)]
    [InlineData("f|contains: v", "f: [v, V]", "WS208", 10)]
    [InlineData("f|contains: v", "f|cotains: v", "WS004", 10)]
    [InlineData("f|contains: v", "f|gt: v", "WS005", 10)]
    [InlineData("f|contains: v", "f|re: '('", "WS006", 10)]
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

    [Fact]
    public void APlaceIsLineAndColumn()
    {
        var error = SigmaParser.Read("f.yml", Good.Replace("condition: s", "condition: s and (x)", StringComparison.Ordinal)).Errors.Single();

        Assert.Equal((11, 21), (error.Line, error.Column));
        Assert.StartsWith("f.yml:11:21: detection.condition: expected a selection", error.ToString(), StringComparison.Ordinal);
    }
}
