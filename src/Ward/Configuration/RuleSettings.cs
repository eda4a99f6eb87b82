using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>What rules are made over with: pipeline files and the values of placeholders.</summary>
/// <param name="Pipelines">Absolute paths.</param>
/// <param name="Placeholders">By name without percent signs; at least one value each.</param>
public sealed record RuleSettings(IReadOnlyList<string> Pipelines, IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders)
{
    /// <summary>In which rules ask for local time.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public static RuleSettings Default { get; } = new([], new Dictionary<string, IReadOnlyList<string>>());

    internal static RuleSettings Read(YamlFields root, string folder, TimeZoneInfo zone)
    {
        var pipelines = root["pipelines"].Items("a list of files").Select(p => Paths.Read(p, "the path of a file", folder)).ToList();
        var placeholders = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (root["placeholders"].MappingOrNull() is { } fields)
        {
            foreach (var name in fields.Keys)
            {
                placeholders[name] = [.. fields[name].Items("a text or a list of texts").Select(v => v.Text())];
                if (placeholders[name].Count == 0) fields[name].Text("a text or a list of texts");
            }

            fields.Close();
        }

        return new RuleSettings(pipelines, placeholders) { Zone = zone };
    }
}
