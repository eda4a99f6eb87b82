using Ward.Standards.Sigma;

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
}
