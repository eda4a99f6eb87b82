using Ward.Prescribe.Measures;
using Ward.Prescribe.Rehearsals;
using Ward.Standards.Yaml;

namespace Ward.Cli.Cities;

/// <summary>A file of observed conversations (docs/reference/cli.md, ward prescribe).</summary>
internal static class FlowFile
{
    private const int Most = 64 * 1024 * 1024;

    /// <summary>Null where it cannot be read; the problems say why.</summary>
    public static IReadOnlyList<ObservedFlow>? Load(string file, ProblemList problems)
    {
        try
        {
            if (new FileInfo(file).Length <= Most) return FlowTable.Read(File.ReadAllText(file), problems);
            problems.Add(0, "", "a file of at most 64 MB", "a larger one");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(0, "", "a file that can be read", e.Message);
        }

        return null;
    }
}
