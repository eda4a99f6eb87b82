using Ward.Detect.Rules;

namespace Ward.Configuration;

/// <summary>What comes with Ward: rules, the sample city, scenarios. Found beside the program or in a folder above it.</summary>
public static class ShippedContent
{
    /// <summary>The file or folder, or null where the installation lacks it.</summary>
    public static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relative);
            if (File.Exists(path) || Directory.Exists(path)) return path;
        }

        return null;
    }

    /// <summary>Compiles the rules that come with Ward and those in the folders; what is wrong with a rule stands in the set, and never stops the others.</summary>
    public static RuleSet Rules(IReadOnlyList<string> folders) => RuleSet.Compile(RuleFiles(folders));

    /// <summary>The files of those rules: name as it is shown, and text.</summary>
    public static IEnumerable<(string File, string Text)> RuleFiles(IReadOnlyList<string> folders)
    {
        IEnumerable<string> all = Find(Path.Combine("content", "rules")) is { } shipped ? [shipped, .. folders] : folders;
        return all.Distinct(StringComparer.Ordinal).SelectMany(Files).Select(f => (ConfigurationFile.Shown(f), File.ReadAllText(f)));
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
}
