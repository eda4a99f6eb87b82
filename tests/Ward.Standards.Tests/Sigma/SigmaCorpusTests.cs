using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Linting;

namespace Ward.Standards.Tests.Sigma;

public sealed class SigmaCorpusTests
{
    [Fact]
    public void EveryRuleOfThePublicSetIsRead()
    {
        var folder = Conformance.Folder("sigma", "rules");
        if (folder is null) Assert.Skip("needs the public Sigma rules in ../shared/conformance/sigma/rules");

        var rules = 0;
        var errors = new List<SigmaError>();
        var files = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories))
        {
            files++;
            var reading = SigmaParser.Read(Path.GetRelativePath(folder, file), File.ReadAllText(file));
            rules += reading.Rules.Count;
            errors.AddRange(reading.Errors);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{rules} of {files} rules read.");
        foreach (var reason in errors.GroupBy(e => e.Expected).OrderByDescending(g => g.Count()))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{reason.Count()} x expected {reason.Key}");
            foreach (var error in reason) TestContext.Current.TestOutputHelper?.WriteLine($"    {error}");
        }

        Assert.NotEqual(0, files);
        Assert.Empty(errors);
        Assert.Equal(files, rules);
    }

    /// <summary>Nothing that the public rules say of ATT&amp;CK is called unknown.</summary>
    [Fact]
    public void EveryTagOfThePublicSetNamesSomethingOfAttack()
    {
        var folder = Conformance.Folder("sigma", "rules");
        if (folder is null) Assert.Skip("needs the public Sigma rules in ../shared/conformance/sigma/rules");

        var found = Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories).SelectMany(f => SigmaLinter.Check(Path.GetFileName(f), File.ReadAllText(f))).ToList();

        Assert.Empty(found.Where(f => f.Code == LintCodes.NotAttack).Select(f => f.ToString()));
    }
}
