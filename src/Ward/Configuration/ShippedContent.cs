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

    /// <summary>
    /// Compiles the rules that come with Ward and those of the files, folders and archives; what is wrong with a rule stands in the set, and
    /// never stops the others.
    /// </summary>
    public static RuleSet Rules(IReadOnlyList<string> paths) => Read(paths, RuleSettings.Default).Compile();

    /// <summary>The texts of those rules, to be compiled.</summary>
    /// <param name="day">The day, UTC, as of which filters count; null where all do.</param>
    public static RuleReading Read(IReadOnlyList<string> paths, RuleSettings settings, DateOnly? day = null) => new(WithShipped(paths), settings, day);

    /// <summary>The same text where none of the files that <see cref="Read"/> would open was touched; none is opened for it.</summary>
    public static string Stamp(IReadOnlyList<string> paths, RuleSettings settings) => RuleFiles.Stamp(settings.Pipelines.Concat(WithShipped(paths)));

    /// <summary>The rules that come with Ward, where there are any, before those paths.</summary>
    public static IReadOnlyList<string> WithShipped(IReadOnlyList<string> paths) =>
        Find(Path.Combine("content", "rules")) is { } shipped ? [shipped, .. paths] : paths;
}
