using Ward.Configuration;
using Ward.Detect.Rules;
using Ward.Detect.Testing;
using Ward.Standards.Sigma.Linting;
using Ward.Standards.Yaml;

namespace Ward.Tests.Configuration;

/// <summary>The rules that come with Ward, against the samples that lie beside them.</summary>
public sealed class PackTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "content", "rules");
    private static readonly RuleReading Reading = new([Folder], RuleSettings.Default);
    private static readonly Lazy<RuleSet> Set = new(Reading.Compile);
    private static readonly Lazy<IReadOnlyList<RuleTestFile>> Files = new(Read);

    public static TheoryData<string> Tests() => [.. Files.Value.Select(f => Path.GetRelativePath(Folder, Path.GetFullPath(f.File)))];

    [Theory]
    [MemberData(nameof(Tests))]
    public void ARuleFindsWhatItIsForAndNothingElse(string name)
    {
        var file = Files.Value.Single(f => Path.GetRelativePath(Folder, Path.GetFullPath(f.File)) == name);
        var problems = new List<Problem>();
        var run = RuleTestRun.Of(file, file.Placeholders.Count == 0 ? Set.Value : Reading.Compile(file.Placeholders), problems);

        Assert.Empty(problems);
        Assert.Empty(run!.Results.Where(r => !r.Passed).Select(r => $"{r.Test.Name}: expected {r.Test.Expect}, found {r.Found}"));
        Assert.Empty(run.Results.SelectMany(r => r.Samples).Where(s => !s.Understood).Select(s => $"line {s.Number} was not understood"));
    }

    /// <summary>At least one that is to be found, and two near misses.</summary>
    [Fact]
    public void EveryRuleThatSpeaksHasSamples()
    {
        var set = Set.Value;
        var tested = Files.Value.GroupBy(f => f.Rule, f => f.Tests).Where(g => g.SelectMany(t => t) is var all && all.Any(t => t.Expect.IsPositive) && all.Count(t => !t.Expect.IsPositive) >= 2).Select(g => g.Key).ToHashSet();
        var below = set.Correlations.SelectMany(set.Below).Select(b => (b.Rule?.Header ?? b.Correlation!.Header).Id).ToHashSet();

        Assert.Empty(set.Rules.Select(r => r.Header).Concat(set.Correlations.Select(c => c.Header)).Concat(set.Waiting.Select(w => w.Rule.Header))
            .Where(h => !below.Contains(h.Id) && !tested.Contains(h.Id) && !tested.Contains(h.Name)).Select(h => h.Title));
    }

    [Fact]
    public void ThereIsNothingToSayAgainstThem()
    {
        Assert.Empty(Set.Value.Errors);
        Assert.Empty(Reading.Texts.Files.SelectMany(f => SigmaLinter.Check(f.Name, f.Text)).Select(f => f.ToString()));
    }

    /// <summary>What waits is told, by name, and needs nothing but values.</summary>
    [Fact]
    public void WhatWaitsIsInForceOnceItsPlaceholdersHaveValues()
    {
        var waiting = Set.Value.Waiting;
        var values = waiting.SelectMany(w => w.Placeholders).Distinct().ToDictionary(p => p, _ => (IReadOnlyList<string>)["192.0.2.0/24"]);
        var set = Reading.Compile(values);

        Assert.NotEmpty(waiting);
        Assert.Empty(set.Waiting);
        Assert.Empty(set.Errors);
        Assert.Superset(waiting.Select(w => w.Rule.Header.Id).ToHashSet(), set.Rules.Select(r => r.Header.Id).ToHashSet());
    }

    private static IReadOnlyList<RuleTestFile> Read()
    {
        var problems = new List<Problem>();
        var files = RuleTestFiles.Read([Folder], problems);
        Assert.Empty(problems);
        return files;
    }
}
