using System.Text;
using Ward.Standards.Yaml;

namespace Ward.Standards.Threagile;

/// <summary>The ids that a model's references may name, and the tags that it declares.</summary>
internal sealed class ThreagileIds(List<ThreagileEntry> data, List<ThreagileEntry> assets, List<ThreagileEntry> boundaries, List<ThreagileEntry> runtimes, YamlField tags)
{
    public HashSet<string> Data { get; } = Unique(data);

    public HashSet<string> Assets { get; } = Unique(assets);

    public HashSet<string> Boundaries { get; } = Unique(boundaries);

    public HashSet<string> Runtimes { get; } = Unique(runtimes);

    /// <summary>Ids of communication links: the caller's id, '&gt;', the link's title in lower case with hyphens.</summary>
    public HashSet<string> Links { get; } = [];

    private readonly HashSet<string>? declared = tags.IsAbsent ? null : [.. tags.Items("a list of tags").Select(t => Tag(t.Peek)).OfType<string>()];

    /// <summary>Threagile's id of a communication link.</summary>
    public static string LinkId(string asset, string title)
    {
        var id = new StringBuilder(asset, asset.Length + title.Length + 1).Append('>');
        var gap = false;
        foreach (var c in title)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                gap = id[^1] != '>';
                continue;
            }

            if (gap) id.Append('-');
            gap = false;
            id.Append(char.ToLowerInvariant(c));
        }

        return id.ToString();
    }

    public IReadOnlyList<string> Tags(YamlField list)
    {
        var read = new List<string>();
        foreach (var item in list.Items("a list of tags"))
        {
            if (Tag(item.Peek) is { } tag && declared?.Contains(tag) is not false) read.Add(tag);
            else item.Wrong("a tag of tags_available", declared);
        }

        return read;
    }

    public static IReadOnlyList<string> ReferAll(YamlField list, HashSet<string> known, string noun)
    {
        var (read, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var item in list.Items($"a list of ids, each of {noun}"))
            if (Refer(item, known, noun) is { Length: > 0 } id && seen.Add(id)) read.Add(id);
        return read;
    }

    public static string Refer(YamlField field, HashSet<string> known, string noun)
    {
        if (field.Peek is { } id && known.Contains(id)) return id;
        field.Wrong($"the id of {noun}", known);
        return "";
    }

    private static string? Tag(string? text) => text?.Trim().ToLowerInvariant();

    private static HashSet<string> Unique(List<ThreagileEntry> entries)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, fields) in entries)
            if (fields["id"].Peek is { } id && !ids.Add(id)) fields["id"].Wrong("an id that nothing else of its kind has");
        return ids;
    }
}
