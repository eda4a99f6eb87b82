using System.Xml.Linq;

namespace Ward.Cli.Tests;

public sealed class RuleTestCommandTests : IDisposable
{
    internal const string Rule =
        "title: Root from outside\nid: 0d0e4b9e-6a55-4a0f-9a53-5b4b4a0f0001\nlogsource: {product: linux, service: sshd}\ndetection:\n  login:\n    user: root\n    status_id: 1\n"
        + "  inside:\n    src_ip|cidr: 10.0.0.0/8\n  condition: login and not inside\n";

    private const string Tests =
        "rule: 0d0e4b9e-6a55-4a0f-9a53-5b4b4a0f0001\ntests:\n  - name: from outside\n    decoder: sshd\n    lines:\n      - '<38>sshd[1]: Accepted password for root from 203.0.113.7 port 5022 ssh2'\n    expect: match\n"
        + "  - name: from inside\n    decoder: sshd\n    file: inside.log\n    expect: none\n";

    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    private void Write(string tests = Tests)
    {
        desk.Write("root.yml", Rule);
        desk.Write("root.tests.yml", tests);
        desk.Write("inside.log", "<38>sshd[1]: Accepted password for root from 10.0.0.1 port 5022 ssh2\r\n\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("root.yml")]
    [InlineData("root.tests.yml")]
    public async Task TestsBesideARulePassWhicheverOfThemIsNamed(string named)
    {
        Write();

        Assert.Equal(0, await desk.Run("rules", "test", Path.Combine(desk.State, named)));
        Assert.Contains("1 rule, 2 tests: 2 passed, 0 failed; 0 without positive and negative samples", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARuleThatIsNamedTwiceIsReadOnce()
    {
        Write();

        Assert.Equal(0, await desk.Run("rules", "test", desk.State, Path.Combine(desk.State, "root.yml"), Path.Combine(desk.State, "root.tests.yml"), desk.State + "/"));
        Assert.Contains("1 rule, 2 tests: 2 passed", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailureIsOneAndSaysWhy()
    {
        Write(Tests.Replace("expect: none", "expect: match", StringComparison.Ordinal));

        Assert.Equal(1, await desk.Run("rules", "test", desk.State));

        var said = desk.Out.ToString();
        Assert.Contains("expected match, found none", said, StringComparison.Ordinal);
        Assert.Matches("yes  src_ip is an address in 10.0.0.0/8; src_endpoint.ip is \"10.0.0.1\"", said);
        Assert.Contains("2 tests: 1 passed, 1 failed", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JUnitHasASuiteAFileAndACaseATest()
    {
        Write(Tests.Replace("expect: none", "expect: match", StringComparison.Ordinal).Replace("from outside", "from \\u0007 outside", StringComparison.Ordinal));
        var report = Path.Combine(desk.State, "report.xml");

        Assert.Equal(1, await desk.Run("rules", "test", desk.State, "--junit", report));

        var suites = XDocument.Load(report).Root!;
        Assert.Equal(("2", "1", "0"), (suites.Attribute("tests")!.Value, suites.Attribute("failures")!.Value, suites.Attribute("errors")!.Value));
        var cases = suites.Elements("testsuite").Single().Elements("testcase").ToList();
        Assert.Empty(cases[0].Elements());
        Assert.Equal("expected match, found none", cases[1].Element("failure")!.Attribute("message")!.Value);
    }

    [Fact]
    public async Task AFileThatCannotBeReadIsOneWithItsLineAndAnErrorForJUnit()
    {
        Write("rule: no such rule\ntests:\n  - name: a\n    lines: [x]\n    expect: match\n");
        desk.Write("other.tests.yml", "rule: r\ntests:\n  - name: a\n    file: missing.log\n    expect: match\n");
        var report = Path.Combine(desk.State, "report.xml");

        Assert.Equal(1, await desk.Run("rules", "test", desk.State, "--junit", report));

        Assert.Contains("root.tests.yml:1: rule: expected the id, name or title", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"other\.tests\.yml:3: tests\[0\]\.file: expected a file that can be read", desk.Out.ToString());
        Assert.Equal("2", XDocument.Load(report).Root!.Attribute("errors")!.Value);
    }

    [Fact]
    public async Task ARuleWithoutSamplesIsListedAndFailsOnlyWhereThatIsAsked()
    {
        desk.Write("root.yml", Rule);

        Assert.Equal(0, await desk.Run("rules", "test", desk.State));
        Assert.Contains("untested: Root from outside has no tests", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await desk.Run("rules", "test", desk.State, "--strict"));
    }

    [Fact]
    public async Task MutationShowsWhatCarriesAndWhatNoSampleNeeds()
    {
        Write(Tests[..Tests.IndexOf("  - name: from inside", StringComparison.Ordinal)]);

        Assert.Equal(0, await desk.Run("rules", "test", desk.State, "--mutate"));

        Assert.Contains("login: user is \"root\"; fails with user.name \"root\" -> \"ropt\"", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Matches("true in no sample: inside: src_ip is an address in 10.0.0.0/8 .*root.yml:9", desk.Out.ToString());
    }

    [Fact]
    public async Task TestsLaidOutAsSigmaHqDoesAreRunToo()
    {
        var rules = desk.Write("r.yml", "title: Reg\nid: 11111111-2222-4333-8444-555555555555\nlogsource: {product: windows, category: process_creation}\ndetection:\n  s:\n    Image|endswith: \\reg.exe\n  condition: s\n");
        Directory.CreateDirectory(Path.Combine(desk.State, "data"));
        desk.Write(Path.Combine("data", "info.yml"), "id: x\nrule_metadata:\n  - id: 11111111-2222-4333-8444-555555555555\n    title: Reg\nregression_tests_info:\n  - name: Positive\n    type: evtx\n    match_count: 1\n    path: regression_data/a/sample.evtx\n");
        desk.Write(Path.Combine("data", "sample.json"), """
            {
              "Event": {
                "System": { "Provider": { "#attributes": { "Name": "Microsoft-Windows-Sysmon" } }, "EventID": 1, "Channel": "Microsoft-Windows-Sysmon/Operational", "Computer": "a" },
                "EventData": { "Image": "C:\\Windows\\reg.exe" }
              }
            }
            """);

        Assert.Equal(0, await desk.Run("rules", "test", rules, "--sigmahq", Path.Combine(desk.State, "data")));
        Assert.Contains("1 test: 1 passed", desk.Out.ToString(), StringComparison.Ordinal);

        File.Delete(Path.Combine(desk.State, "data", "sample.json"));
        Assert.Equal(1, await desk.Run("rules", "test", rules, "--sigmahq", Path.Combine(desk.State, "data")));
        Assert.Contains("info.yml:9: regression_tests_info[0].path: expected events as JSON in sample.json", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APathThatIsNotThereIsOne()
    {
        Assert.Equal(1, await desk.Run("rules", "test", Path.Combine(desk.State, "missing")));
        Assert.Contains("there is no file or folder", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesOfTestsAreNoRules()
    {
        Write();

        Assert.Equal(0, await desk.Run("rules", "check", desk.State, Path.Combine(desk.State, "root.tests.yml")));
        Assert.Contains("1 files: 1 rules", desk.Out.ToString(), StringComparison.Ordinal);
    }
}
