using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>The fields that all documents share.</summary>
internal static class HeaderReader
{
    /// <summary>Sigma 2.1's own, the two that SigmaHQ's repository adds for its regression tests, and Ward's.</summary>
    internal static readonly string[] Known =
    [
        "title", "id", "name", "related", "taxonomy", "status", "description", "license", "author", "references", "date", "modified",
        "fields", "falsepositives", "level", "tags", "scope", "regression_tests_path", "simulation", "ward",
    ];

    private static readonly string[] Meanings = ["unusual", "reconnaissance", "attempt", "activity", "compromise"];

    /// <param name="own">The fields that this kind of document has beside those of every document.</param>
    internal static SigmaHeader Read(YamlMappingNode root, FieldReader fields, params ReadOnlySpan<string> own)
    {
        var title = fields.Text(root, "", "title", required: true);
        if (title.Length > 256) fields.Error(root, "title", "at most 256 characters");
        var isFilter = own.Contains("filter");
        var ward = root.Has("ward") ? fields.Map(root, "", "ward") : null;
        return new SigmaHeader(
            fields.File,
            fields.Line(root),
            fields.Text(root, "", "id"),
            fields.Text(root, "", "name"),
            title,
            fields.Text(root, "", "description"),
            Word(root, "level", SigmaLevel.Unstated, fields),
            [.. fields.Texts(root, "", "tags").Select(t => t.ToLowerInvariant())],
            Meaning(ward, fields, isFilter))
        {
            Status = Word(root, "status", SigmaStatus.Unstated, fields),
            Taxonomy = fields.Text(root, "", "taxonomy") is { Length: > 0 } taxonomy ? taxonomy : "sigma",
            Related = Related(root, fields),
            Author = string.Join(", ", FieldReader.Loose(root, "author")),
            License = string.Join(", ", FieldReader.Loose(root, "license")),
            Date = string.Join(", ", FieldReader.Loose(root, "date")),
            Modified = string.Join(", ", FieldReader.Loose(root, "modified")),
            References = FieldReader.Loose(root, "references"),
            Fields = FieldReader.Loose(root, "fields"),
            FalsePositives = FieldReader.Loose(root, "falsepositives"),
            Scope = FieldReader.Loose(root, "scope"),
            Waits = ward is not null && fields.Flag(ward, "ward.", "waits"),
            Until = ward is not null && isFilter ? Until(ward, fields) : null,
            Custom = Custom(root, own),
            Places = Places(root, fields),
        };
    }

    private static T Word<T>(YamlMappingNode root, string name, T unstated, FieldReader fields)
        where T : struct, Enum
    {
        if (!root.TryFind(name, out var node)) return unstated;
        if (Enum.TryParse<T>(node.Text(), ignoreCase: true, out var word) && !word.Equals(unstated) && Enum.IsDefined(word) && !char.IsDigit(node.Text()[0])) return word;
        var words = Enum.GetNames<T>().Skip(1).Select(n => n.ToLowerInvariant()).ToList();
        fields.Error(node, name, $"{string.Join(", ", words[..^1])} or {words[^1]}", node.Text());
        return unstated;
    }

    private static List<SigmaRelation> Related(YamlMappingNode root, FieldReader fields)
    {
        var related = new List<SigmaRelation>();
        if (!root.TryFind("related", out var node)) return related;
        if (node is YamlSequenceNode list && list.All(n => n is YamlMappingNode))
            related.AddRange(list.Cast<YamlMappingNode>().Select(entry => new SigmaRelation(
                fields.Text(entry, "related.", "id", required: true), fields.Text(entry, "related.", "type", required: true).ToLowerInvariant())));
        else
            fields.Error(node, "related", "a list of maps with id and type");
        return related;
    }

    private static Dictionary<string, string> Custom(YamlMappingNode root, ReadOnlySpan<string> own)
    {
        var custom = new Dictionary<string, string>();
        foreach (var (key, value) in root.Children)
            if (!Known.Contains(key.Text()) && !own.Contains(key.Text()) && key.Text() is not ("correlation" or "generate")) custom[key.Text()] = value.Text();
        return custom;
    }

    private static Dictionary<string, SigmaPlace> Places(YamlMappingNode root, FieldReader fields)
    {
        var places = new Dictionary<string, SigmaPlace>(StringComparer.Ordinal);
        foreach (var (key, value) in root.Children)
        {
            Note(key.Text(), key);
            if (value is YamlMappingNode map)
                foreach (var (inner, _) in map.Children) Note($"{key.Text()}.{inner.Text()}", inner);
            else if (value is YamlSequenceNode list)
                for (var i = 0; i < list.Children.Count; i++) Note($"{key.Text()}[{i}]", list.Children[i]);
        }

        return places;

        void Note(string path, YamlNode node) => places[path] = new SigmaPlace(fields.Line(node), FieldReader.Column(node));
    }

    private static DateOnly? Until(YamlMappingNode ward, FieldReader fields)
    {
        if (!ward.TryFind("until", out var node)) return null;
        if (DateOnly.TryParseExact(node.Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        fields.Error(node, "ward.until", "a day as yyyy-MM-dd", node.Text());
        return null;
    }

    private static string? Meaning(YamlMappingNode? ward, FieldReader fields, bool isFilter)
    {
        if (ward is null) return null;
        if (isFilter)
        {
            fields.RefuseUnknown(ward, "ward.", "until");
            return null;
        }

        fields.RefuseUnknown(ward, "ward.", "meaning", "waits");
        var meaning = fields.Text(ward, "ward.", "meaning", required: !ward.Has("waits"));
        if (meaning.Length == 0 || Meanings.Contains(meaning)) return meaning.Length == 0 && ward.Has("waits") ? null : meaning;
        fields.Error(ward, "ward.meaning", string.Join(", ", Meanings), meaning);
        return null;
    }
}
