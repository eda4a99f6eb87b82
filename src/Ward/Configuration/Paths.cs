using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>Paths in files that people write.</summary>
internal static class Paths
{
    /// <summary>Absolute; a relative one counts from <paramref name="folder"/>. What cannot be a path is reported.</summary>
    public static string Read(YamlField field, string expected, string folder, Func<string, string>? expand = null)
    {
        var text = field.Parsed<string>(expected, static (string text, out string value) =>
        {
            value = text;
            return !string.IsNullOrWhiteSpace(text) && !text.Contains('\0');
        }, ".");
        return Path.GetFullPath(expand is null ? text : expand(text), folder);
    }
}
