using System.Text;
using System.Text.Json;
using Ward.Ingest;
using Ward.Ingest.Documents;

namespace Ward.Cli.Tests;

public sealed class ExplainCommandTests : IDisposable
{
    private const string Outside = "<38>sshd[1]: Accepted password for root from 203.0.113.7 port 5022 ssh2";
    private const string Inside = "<38>sshd[1]: Accepted password for root from 10.0.0.1 port 5022 ssh2";
    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task ALineOfStandardInputIsExplainedBranchByBranch()
    {
        desk.In = Inside;

        Assert.Equal(0, await desk.Run("explain", desk.Write("r.yml", RuleTestCommandTests.Rule), "-"));

        var said = desk.Out.ToString();
        Assert.Contains("DOES NOT MATCH line 1", said, StringComparison.Ordinal);
        Assert.Matches("yes  log source: the rule looks at product linux, service sshd; the event is product linux, service sshd", said);
        Assert.Matches("(?m)^no   condition: all of:$", said);
        Assert.Contains("user is \"root\"; user.name is \"root\"", said, StringComparison.Ordinal);
        Assert.Contains("src_endpoint.ip = \"10.0.0.1\"", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfSeveralLinesEachHasAVerdictAndTheOneAskedForTheTree()
    {
        var lines = desk.Write("lines.log", $"{Outside}\n{Inside}\n");

        Assert.Equal(0, await desk.Run("explain", desk.Write("r.yml", RuleTestCommandTests.Rule), lines, "--line", "2", "--decoder", "sshd"));

        Assert.Contains("line 1: matches", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("DOES NOT MATCH line 2", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnExportedDocumentIsExplainedAsTheLineThatItCameFrom()
    {
        Assert.True(LineReader.TryMake("auto", null, out var reader));
        var document = desk.Write("event.json", Encoding.UTF8.GetString(EventJson.ToUtf8(reader.Read(Encoding.UTF8.GetBytes(Outside), null))));

        Assert.Equal(0, await desk.Run("explain", desk.Write("r.yml", RuleTestCommandTests.Rule), document));
        Assert.Contains("MATCHES line 1: " + Outside, desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACorrelationThatComesWithWardSaysWhatItCountsInWhichGroup()
    {
        var lines = desk.Write("lines.log", string.Concat(Enumerable.Range(10, 6).Select(s => $"<38>1 2026-03-01T11:59:{s}Z gate sshd 42 - - Failed password for root from 203.0.113.7 port 5022 ssh2\n")));

        Assert.Equal(0, await desk.Run("explain", "Password guessing over SSH", lines));

        Assert.Contains("SPEAKS: 6 in 5 s", desk.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 6: counted as “Failed sign-in over SSH” in the group src_ip = 203.0.113.7 (src_endpoint.ip)", desk.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProgramIsToldTheSame()
    {
        var lines = desk.Write("lines.log", $"{Outside}\n{Inside}\n");

        Assert.Equal(0, await desk.Run("explain", desk.Write("r.yml", RuleTestCommandTests.Rule), lines, "--json"));

        using var answer = JsonDocument.Parse(desk.Out.ToString());
        Assert.Equal([true, false], answer.RootElement.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("matches").GetBoolean()));
        Assert.Equal("all", answer.RootElement.GetProperty("events")[0].GetProperty("condition").GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData(1, "no rule of this id", "nothing such", "-")]
    [InlineData(1, "holds no line", "Password guessing over SSH", "-")]
    [InlineData(2, "--line: expected 1 to 1, found 2", "Password guessing over SSH", "-", "--line", "2")]
    [InlineData(2, "there is no decoder \"x\"", "Password guessing over SSH", "-", "--decoder", "x")]
    [InlineData(2, "--at: expected a moment", "Password guessing over SSH", "-", "--at", "soon")]
    public async Task WhatIsWrongIsSaid(int code, string words, params string[] arguments)
    {
        desk.In = words.StartsWith("holds", StringComparison.Ordinal) ? "" : Outside;

        Assert.Equal(code, await desk.Run(["explain", .. arguments]));
        Assert.Contains(words, desk.Error.ToString(), StringComparison.Ordinal);
    }
}
