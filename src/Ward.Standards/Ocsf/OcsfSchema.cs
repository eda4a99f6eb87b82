using System.Collections.Frozen;
using Ward.Standards.Ocsf.Reading;

namespace Ward.Standards.Ocsf;

/// <summary>
/// The Open Cybersecurity Schema Framework as lookups: what classes, objects, attributes and types there are. Immutable, thread-safe.
/// Made from a compact table of facts (names, ids, types, requirements) that tools/Ward.OcsfTables draws from the schema source, with the
/// extensions linux, windows and macos resolved.
/// </summary>
public sealed class OcsfSchema
{
    private static readonly Lazy<OcsfSchema> Shared = new(() => Read(OpenTable()));
    private readonly FrozenDictionary<int, OcsfClass> byUid;
    private readonly FrozenDictionary<string, OcsfClass> byName;

    private OcsfSchema(TableRows rows)
    {
        var maker = new SchemaMaker(rows);
        (Version, Categories, Classes) = (rows.Version, maker.Categories, maker.Classes);
        Objects = maker.Objects.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);
        Types = maker.Types.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        Profiles = rows.Profiles.Keys.ToFrozenSet(StringComparer.Ordinal);
        byUid = Classes.ToFrozenDictionary(c => c.Uid);
        byName = Classes.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);
    }

    /// <summary>The schema that Ward carries; read when first asked for.</summary>
    public static OcsfSchema Current => Shared.Value;

    /// <summary>As metadata.version states it.</summary>
    public string Version { get; }

    /// <summary>By uid, ascending.</summary>
    public IReadOnlyList<OcsfCategory> Categories { get; }

    /// <summary>By uid, ascending.</summary>
    public IReadOnlyList<OcsfClass> Classes { get; }

    public IReadOnlyDictionary<string, OcsfObject> Objects { get; }

    public IReadOnlyDictionary<string, OcsfType> Types { get; }

    /// <summary>As metadata.profiles names them: those of an extension as "extension/profile".</summary>
    public IReadOnlySet<string> Profiles { get; }

    /// <summary>The table that the assembly carries; the caller disposes.</summary>
    public static TextReader OpenTable() =>
        new StreamReader(typeof(OcsfSchema).Assembly.GetManifestResourceStream("ocsf.tsv") ?? throw new InvalidOperationException("The assembly lacks its OCSF table."));

    /// <summary>Reads tables in turn and disposes them; a later one may add profiles, objects and attributes to what an earlier has.</summary>
    /// <exception cref="FormatException">A table is broken; the message names the row.</exception>
    public static OcsfSchema Read(params ReadOnlySpan<TextReader> tables)
    {
        var rows = new TableRows();
        foreach (var table in tables)
            using (table) rows.Add(table);
        return new OcsfSchema(rows);
    }

    public OcsfClass? FindClass(int uid) => byUid.GetValueOrDefault(uid);

    /// <summary>By the schema's short name ("authentication").</summary>
    public OcsfClass? FindClass(string name) => byName.GetValueOrDefault(name);

    /// <summary>Follows a dotted path from a class or object; null where it leads nowhere. Arrays are passed as if they were one.</summary>
    public static OcsfAttribute? Find(OcsfItem from, ReadOnlySpan<char> path)
    {
        var item = from;
        OcsfAttribute? attribute = null;
        foreach (var part in path.Split('.'))
        {
            if (item is null || !Lookup(item).TryGetValue(path[part], out attribute)) return null;
            item = attribute.Nested;
        }

        return attribute;
    }

    private static FrozenDictionary<string, OcsfAttribute>.AlternateLookup<ReadOnlySpan<char>> Lookup(OcsfItem item) =>
        ((FrozenDictionary<string, OcsfAttribute>)item.Attributes).GetAlternateLookup<ReadOnlySpan<char>>();
}
