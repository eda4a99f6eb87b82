using Ward.Detect.Testing;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>Files of tests beside the rules: <c>RULE.tests.yml</c>. What is wrong with one is told of, and the others are read.</summary>
public static class RuleTestFiles
{
    private const int LargestSamples = 64 << 20;

    /// <summary>True for the name of a file of tests.</summary>
    public static bool IsTests(string name) => name.EndsWith(".tests.yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tests.yaml", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The tests of files, of folders with all below them, and those beside a rule's own file. Archives hold none.
    /// </summary>
    public static IReadOnlyList<RuleTestFile> Read(IEnumerable<string> paths, ICollection<Problem> problems)
    {
        var files = new List<RuleTestFile>();
        foreach (var path in paths.SelectMany(Find).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal))
        {
            var list = new ProblemList(ConfigurationFile.Shown(path));
            if (TextFile.Read(path, list) is { } text && RuleTestReader.Read(text, list) is { } read) read = WithSamples(read, Path.GetDirectoryName(path)!, list);
            else read = null;
            if (read is not null && list.Count == 0) files.Add(read);
            foreach (var problem in list.Sorted()) problems.Add(problem);
        }

        return files;
    }

    /// <summary>Where the rules lie that the tests of a path are of: the folder of a file of tests, else the path.</summary>
    public static string RulesOf(string path) => IsTests(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;

    private static IEnumerable<string> Find(string path)
    {
        if (IsTests(path)) return [path];
        if (Directory.Exists(path)) return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsTests).Order(StringComparer.Ordinal);
        var stem = Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path));
        return new[] { stem + ".tests.yml", stem + ".tests.yaml" }.Where(File.Exists);
    }

    private static RuleTestFile WithSamples(RuleTestFile file, string folder, ProblemList problems) => file with
    {
        Tests = [.. file.Tests.Select((t, i) => t.Samples is { } samples ? t with { Lines = Lines(samples, folder, t, $"tests[{i}].file", problems) } : t)],
    };

    private static List<byte[]> Lines(string samples, string folder, RuleTest test, string field, ProblemList problems)
    {
        var lines = new List<byte[]>();
        try
        {
            using var file = File.OpenRead(Path.GetFullPath(samples, folder));
            if (file.Length > LargestSamples)
            {
                problems.Add(test.Line, field, $"a file of at most {LargestSamples >> 20} MB", "a larger one");
                return lines;
            }

            var all = new byte[file.Length];
            file.ReadExactly(all);
            foreach (var range in all.AsSpan().Split((byte)'\n'))
                if (all.AsSpan(range).TrimEnd((byte)'\r') is { IsEmpty: false } line) lines.Add(line.ToArray());
            if (lines.Count == 0) problems.Add(test.Line, field, "a file with lines", "an empty one");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(test.Line, field, "a file that can be read", Printable.Of(fault.Message));
        }

        return lines;
    }
}
