using Ward.Detect.Rules;
using Ward.Standards.Sigma;

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

    /// <summary>
    /// Compiles the rules that come with Ward and those of the files, folders and archives; what is wrong with a rule stands in the set, and
    /// never stops the others.
    /// </summary>
    public static RuleSet Rules(IReadOnlyList<string> paths, RuleSettings? settings = null)
    {
        var unread = new List<SigmaError>();
        var options = (settings ?? RuleSettings.Default).Load(unread);
        var texts = RuleTexts(paths, unread);
        return RuleSet.Compile(texts, options with { Unread = unread });
    }

    /// <summary>The texts of those rules, by file as it is shown; what cannot be read is added to the errors.</summary>
    public static IReadOnlyList<(string File, string Text)> RuleTexts(IReadOnlyList<string> paths, ICollection<SigmaError> errors) =>
        RuleFiles.Read(Find(Path.Combine("content", "rules")) is { } shipped ? [shipped, .. paths] : paths, errors);
}
