using System.Collections.Frozen;
using Ward.Ingest.Names;

namespace Ward.Ingest;

/// <summary>
/// The names under which people ask for a field: OCSF paths, and as views on them the names of ECS, of Sigma's taxonomy and the short words of
/// searches. Rules and searches use this one table. Case-sensitive, as all write their names.
/// </summary>
public static class FieldNames
{
    private static readonly FrozenDictionary<string, FieldName> General;
    private static readonly FrozenDictionary<string, FieldName> Short;
    private static readonly FrozenDictionary<string, FieldName[]> Particular;

    static FieldNames()
    {
        All = [.. EcsNames.Table, .. SigmaNames.Table, .. SysmonNames.Table, .. ShortNames.Table];
        Short = All.Where(n => n.View == NameView.Search).ToFrozenDictionary(n => n.Name, StringComparer.Ordinal);
        General = All.Where(n => n.Only is null && n.View != NameView.Search).ToFrozenDictionary(n => n.Name, StringComparer.Ordinal);
        Particular = All.Where(n => n.Only is not null).GroupBy(n => n.Name).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Every name of the views; OCSF paths are not repeated.</summary>
    public static IReadOnlyList<FieldName> All { get; }

    /// <summary>The known field: by its OCSF path, else by a name that means the same wherever it occurs.</summary>
    public static bool TryFind(string name, out FieldId id) => Fields.TryFind(name, out id) || (General.TryGetValue(name, out var known) && Fields.TryFind(known.Path, out id));

    /// <summary>As <see cref="TryFind(string, out FieldId)"/>, with the short words of searches.</summary>
    public static bool TryFindSearched(string name, out FieldId id) => TryFind(name, out id) || (Short.TryGetValue(name, out var known) && Fields.TryFind(known.Path, out id));

    /// <summary>As before, but a name that means something of its own in this log source comes first.</summary>
    public static bool TryFind(string name, LogSource source, out FieldId id) =>
        (ParticularPath(name, source) is { } path && Fields.TryFind(path, out id)) || TryFind(name, out id);

    /// <summary>The OCSF path for which a name of a view stands; it may be one that no decoder fills. False for OCSF paths themselves.</summary>
    public static bool TryFindPath(string name, out string path)
    {
        path = General.TryGetValue(name, out var known) ? known.Path : "";
        return path.Length > 0;
    }

    /// <inheritdoc cref="TryFindPath(string, out string)"/>
    public static bool TryFindPath(string name, LogSource source, out string path)
    {
        path = ParticularPath(name, source) ?? "";
        return path.Length > 0 || TryFindPath(name, out path);
    }

    private static string? ParticularPath(string name, LogSource source)
    {
        foreach (var known in Particular.GetValueOrDefault(name) ?? [])
            if (known.AppliesTo(source)) return known.Path;
        return null;
    }
}
