using Ward.Configuration;
using Ward.Standards.Yaml;

namespace Ward.Cli.Recall;

/// <summary>What material of others says of itself: in which of its files the act happens that a rule is for, and in which it does not.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Known">Files in which it happens; a path ends so, with forward slashes.</param>
/// <param name="Absent">Files in which it does not; the same, and a folder counts with all below it.</param>
/// <param name="Says">By what the material says it, or why the verdict is ours.</param>
internal sealed record RecallTruth(string Rule, IReadOnlyList<string> Known, IReadOnlyList<string> Absent, string Says)
{
    /// <summary>Null, with the problems told, where the file cannot be read.</summary>
    public static IReadOnlyList<RecallTruth>? Read(string path, ProblemList problems)
    {
        if (TextFile.Read(path, problems) is not { } text || YamlFields.Read(text, problems) is not { } root) return null;
        List<RecallTruth> truths =
        [
            .. root["rules"].Mappings("a list of rules").Select(fields =>
            {
                var truth = new RecallTruth(
                    fields["rule"].Text("the id of a rule"),
                    [.. fields["known"].Items("a list of files").Select(f => f.Text("the end of a path"))],
                    [.. fields["absent"].Items("a list of files and folders").Select(f => f.Text("a part of a path"))],
                    fields["says"].TextOrNull() ?? "");
                fields.Close();
                return truth;
            }),
        ];
        root.Close();
        return problems.Count > 0 ? null : truths;
    }

    public bool Knows(string file) => Known.Any(k => EndsWith(file, k));

    public bool Denies(string file) => !Knows(file) && Absent.Any(a => EndsWith(file, a) || $"/{file}".Contains($"/{a.Trim('/')}/", StringComparison.Ordinal));

    private static bool EndsWith(string file, string end) => $"/{file}".EndsWith($"/{end}", StringComparison.Ordinal);
}
