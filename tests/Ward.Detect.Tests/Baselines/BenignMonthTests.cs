using Ward.Detect.Findings;

namespace Ward.Detect.Tests.Baselines;

public class BenignMonthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void ABenignMonthRaisesAFewLowFindingsAndNothingElse(int seed)
    {
        var lines = BenignMonth.Make(seed, out var laptops);
        var lab = new Lab();
        var findings = lab.See(lines);

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"seed {seed}: {lines.Count} events ({lines.Count(l => !l.Success)} failures), {laptops} new laptops, {findings.Count} findings: "
            + string.Join(", ", findings.GroupBy(f => (f.Meaning, f.Severity)).Select(g => $"{g.Count()} {g.Key.Meaning}/{g.Key.Severity}"))
            + $"; {lab.Baseline.Counts}");
        foreach (var finding in findings)
            TestContext.Current.TestOutputHelper!.WriteLine($"  {finding.Severity} {finding.Title} | {finding.Explanation.Expected} | {finding.Explanation.Seen}");

        Assert.DoesNotContain(findings, f => f.Meaning != Meaning.Unusual || f.Severity != Severity.Low);
        // 50 accounts over a month after learning: the new laptops, and at most one a week besides.
        Assert.InRange(findings.Count, 0, laptops + 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void InjectedAttacksAreFound(int seed)
    {
        var lines = BenignMonth.Make(seed, out _);
        var night = BenignMonth.Start.AddDays(41).AddHours(3).AddMinutes(12);
        // Stolen password at night; spraying from outside that hits; guessing from inside by the desk of another.
        SignInLine stolen = new(night, "clerk25", "203.0.113.9", true);
        var spray = Enumerable.Range(0, 12).Select(i => new SignInLine(night.AddDays(1).AddSeconds(i * 20), $"clerk{i:00}", "203.0.113.50", false))
            .Append(new SignInLine(night.AddDays(1).AddSeconds(300), "clerk11", "203.0.113.50", true)).ToList();
        var lateral = Enumerable.Range(0, 7).Select(i => new SignInLine(night.AddDays(2).AddHours(8).AddSeconds(i * 3), "backup", "10.2.0.30", false))
            .Append(new SignInLine(night.AddDays(2).AddHours(8).AddSeconds(30), "backup", "10.2.0.30", true)).ToList();
        List<SignInLine> all = [.. lines.Concat(spray).Concat(lateral).Append(stolen).OrderBy(l => l.Time)];
        var findings = new Lab().See(all);

        Finding[] found =
        [
            .. findings.Where(f => f.Entities.Contains(Source("203.0.113.9")) && f.Severity >= Severity.Medium),
            .. findings.Where(f => f.Entities.Contains(Source("203.0.113.50")) && f.Meaning == Meaning.Compromise),
            .. findings.Where(f => f.Entities.Contains(Source("10.2.0.30")) && f.Meaning == Meaning.Compromise),
        ];
        foreach (var finding in found)
            TestContext.Current.TestOutputHelper!.WriteLine($"{finding.Severity} {finding.Title} | {finding.Explanation.Expected} | {finding.Explanation.Seen}");
        Assert.Equal(3, found.Length);
    }

    private static Entity.Source Source(string ip) => new(System.Net.IPAddress.Parse(ip));
}
