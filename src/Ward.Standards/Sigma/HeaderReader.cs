using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>The fields that detections and correlations share.</summary>
internal static class HeaderReader
{
    /// <summary>Sigma 2.1's own, the two that SigmaHQ's repository adds for its regression tests, and Ward's.</summary>
    internal static readonly string[] Known =
    [
        "title", "id", "name", "related", "taxonomy", "status", "description", "license", "author", "references", "date", "modified",
        "fields", "falsepositives", "level", "tags", "scope", "regression_tests_path", "simulation", "ward",
    ];

    private static readonly string[] Meanings = ["unusual", "reconnaissance", "attempt", "compromise"];

    internal static SigmaHeader Read(YamlMappingNode root, FieldReader fields)
    {
        var title = fields.Text(root, "", "title", required: true);
        if (title.Length > 256) fields.Error(root, "title", "at most 256 characters");
        return new SigmaHeader(
            fields.File,
            fields.Line(root),
            fields.Text(root, "", "id"),
            fields.Text(root, "", "name"),
            title,
            fields.Text(root, "", "description"),
            Level(root, fields),
            [.. fields.Texts(root, "", "tags").Select(t => t.ToLowerInvariant())],
            Meaning(root, fields));
    }

    private static SigmaLevel Level(YamlMappingNode root, FieldReader fields)
    {
        if (!root.TryFind("level", out var node)) return SigmaLevel.Unstated;
        if (Enum.TryParse<SigmaLevel>(node.Text(), ignoreCase: true, out var level) && level != SigmaLevel.Unstated && Enum.IsDefined(level) && !char.IsDigit(node.Text()[0]))
            return level;
        fields.Error(node, "level", "informational, low, medium, high or critical", node.Text());
        return SigmaLevel.Unstated;
    }

    private static string? Meaning(YamlMappingNode root, FieldReader fields)
    {
        if (!root.Has("ward") || fields.Map(root, "", "ward") is not { } ward) return null;
        fields.RefuseUnknown(ward, "ward.", "meaning");
        var meaning = fields.Text(ward, "ward.", "meaning", required: true);
        if (meaning.Length == 0 || Meanings.Contains(meaning)) return meaning;
        fields.Error(ward, "ward.meaning", string.Join(", ", Meanings), meaning);
        return null;
    }
}
