using Ward.Standards.Yaml;

namespace Ward.Standards.Threagile;

/// <summary>One entry of a section: its title, which is the key, and its fields with what they inherit.</summary>
internal readonly record struct ThreagileEntry(string Title, YamlFields Fields)
{
    public static List<ThreagileEntry> Of(YamlField section)
    {
        var entries = new List<ThreagileEntry>();
        if (section.MappingOrNull() is not { } all) return entries;
        foreach (var key in all.Keys)
        {
            if (all[key].Merged().MappingOrNull() is { } fields) entries.Add(new ThreagileEntry(key, fields));
            else if (all[key].IsAbsent) all[key].Wrong("a mapping");
        }

        return entries;
    }

    /// <summary>As <see cref="Of"/>, where the section may also be a list whose items carry a title.</summary>
    public static List<ThreagileEntry> OfMapOrList(YamlField section) =>
        section.Value is YamlValue.List ? [.. section.Mappings("a list of mappings").Select(f => new ThreagileEntry(f["title"].Text("a title"), f))] : Of(section);
}
