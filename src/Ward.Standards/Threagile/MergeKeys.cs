using Ward.Standards.Yaml;

namespace Ward.Standards.Threagile;

/// <summary>YAML's merge key '&lt;&lt;', by which Threagile's models inherit: what a mapping says itself wins over what it merges.</summary>
internal static class MergeKeys
{
    public static YamlField Merged(this YamlField field) =>
        field.Value is YamlValue.Map map && map.Entries.Any(e => e.Key == "<<") ? field with { Value = Merged(map, 0) } : field;

    private static YamlValue.Map Merged(YamlValue.Map map, int depth)
    {
        // Aliases only point backwards, so a chain ends; a hostile one may still be long.
        if (depth > 16 || map.Entries.FirstOrDefault(e => e.Key == "<<") is not { } merge) return map;
        var own = map.Entries.Where(e => e.Key != "<<").ToList();
        var known = own.Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var source in merge.Value is YamlValue.List list ? list.Items : [merge.Value])
            if (source is YamlValue.Map from) own.AddRange(Merged(from, depth + 1).Entries.Where(e => known.Add(e.Key)));
        return new YamlValue.Map(map.Line, own);
    }
}
