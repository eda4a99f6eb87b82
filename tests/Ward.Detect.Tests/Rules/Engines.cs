using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Rules;

internal static class Engines
{
    internal static RuleSet Set(params ReadOnlySpan<string> texts)
    {
        var set = RuleSet.Compile([.. texts.ToArray().Select((text, i) => ($"{i}.yml", text))]);
        Assert.Empty(set.Errors);
        return set;
    }

    internal static RuleEngine Of(params ReadOnlySpan<string> texts) => new(Set(texts));

    internal static List<Finding> Feed(this RuleEngine engine, Event e)
    {
        var findings = new List<Finding>();
        engine.Evaluate(e, findings);
        return findings;
    }

    /// <summary>A rule for every log source.</summary>
    internal static string Rule(string detection, string rest = "level: medium", string title = "A rule") =>
        $"title: {title}\nlogsource: {{}}\ndetection:\n{Indent(detection)}\n{rest}\n";

    internal static string Indent(string text) => string.Join('\n', text.Trim('\n').Split('\n').Select(line => "  " + line));

    /// <summary>The rules that the product comes with.</summary>
    internal static RuleSet Content()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Ward.slnx"))) root = root.Parent!;
        return RuleSet.Compile(Directory.EnumerateFiles(Path.Combine(root.FullName, "content", "rules"), "*.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(file => !file.EndsWith(".tests.yml", StringComparison.Ordinal))
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file))));
    }
}
