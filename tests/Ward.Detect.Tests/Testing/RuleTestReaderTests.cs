using System.Text;
using CsCheck;
using Ward.Detect.Testing;
using Ward.Standards.Yaml;

namespace Ward.Detect.Tests.Testing;

public sealed class RuleTestReaderTests
{
    private const string Good =
        "rule: r\ntests:\n  - name: one\n    decoder: sshd\n    host: gate\n    at: 2026-03-01T10:00:00Z\n    apart: 10s\n    lines:\n      - 'a'\n      - b\n    expect: match\n"
        + "  - name: two\n    file: samples/x.log\n    expect: 3\n";

    private static IReadOnlyList<Problem> Problems(string text)
    {
        var problems = new ProblemList("t.tests.yml");
        Assert.Null(RuleTestReader.Read(text, problems));
        return problems.Sorted();
    }

    [Fact]
    public void AFileIsReadWithEverythingThatItSays()
    {
        var file = RuleTestReader.Read(Good, new ProblemList("t.tests.yml"));

        Assert.Equal(("r", 1, 2), (file!.Rule, file.RuleLine, file.Tests.Count));
        var (one, two) = (file.Tests[0], file.Tests[1]);
        Assert.Equal(("one", "sshd", "gate", new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(10)), (one.Name, one.Decoder, one.Host, one.At!.Value, one.Apart));
        Assert.Equal(["a", "b"], one.Lines.Select(Encoding.UTF8.GetString));
        Assert.Equal(("auto", "samples/x.log", new Expectation(3, 3), 3), (two.Decoder, two.Samples, two.Expect, one.Line));
    }

    [Theory]
    [InlineData("tests: []", 1, "rule", "the id, name or title of a rule")]
    [InlineData("rule: r", 1, "tests", "a list of at least one test")]
    [InlineData("rule: r\ntests:\n  - name: a\n    lines: [x]\n    expect: maybe", 5, "tests[0].expect", "match, none or a number of findings")]
    [InlineData("rule: r\ntests:\n  - name: a\n    expect: match", 3, "tests[0].lines", "either lines or a file of lines")]
    [InlineData("rule: r\ntests:\n  - name: a\n    lines: [x]\n    file: y\n    expect: match", 4, "tests[0].lines", "either lines or a file of lines")]
    [InlineData("rule: r\ntests:\n  - name: a\n    decoder: sshdd\n    lines: [x]\n    expect: match", 4, "tests[0].decoder", "a decoder that 'ward feeds coverage' lists")]
    [InlineData("rule: r\ntests:\n  - name: a\n    at: yesterday\n    lines: [x]\n    expect: match", 4, "tests[0].at", "a moment such as 2026-03-01T10:00:00Z")]
    [InlineData("rule: r\ntests:\n  - name: a\n    lines: [x]\n    expect: match\n  - name: a\n    lines: [x]\n    expect: none", 6, "tests[1].name", "a name that no other test of the file has")]
    public void WhatIsWrongIsRefusedAtItsLine(string text, int line, string field, string expected) =>
        Assert.Equal((line, field, expected), Problems(text).Select(p => (p.Line, p.Field, p.Expected)).Last());

    [Fact]
    public void AnUnknownFieldIsRefusedWithWhatWasMeant() =>
        Assert.Equal("expect", Assert.Single(Problems("rule: r\ntests:\n  - name: a\n    lines: [x]\n    expects: match\n"), p => p.Suggestion is not null).Suggestion);

    [Fact]
    public void WhateverTheTextItIsReadWholeOrRefusedWithAReason() =>
        Gen.Select(Gen.Int[0, Good.Length], Gen.Int[0, 20], Gen.String[Gen.Char["rule: tests-nam{}[]'\"|>&*!%@`#\n\t\u0000é"], 0, 12]).Sample((at, without, instead) =>
        {
            var problems = new ProblemList("t.tests.yml");
            var file = RuleTestReader.Read(string.Concat(Good.AsSpan(0, at), instead, Good.AsSpan(Math.Min(Good.Length, at + without))), problems);
            Assert.Equal(file is null, problems.Count > 0);
        }, iter: 3000, threads: 1);
}
