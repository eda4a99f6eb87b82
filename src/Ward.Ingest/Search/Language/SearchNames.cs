using System.Collections.Frozen;

namespace Ward.Ingest.Search.Language;

/// <summary>The names by which a query may ask for a field: what every event has of itself, then everything that <see cref="FieldNames"/> knows.</summary>
public static class SearchNames
{
    private static readonly FrozenDictionary<string, Stamp> Stamps = new Dictionary<string, Stamp>(StringComparer.Ordinal)
    {
        ["class"] = Stamp.Class, ["class_uid"] = Stamp.Class, ["class_name"] = Stamp.Class,
        ["activity"] = Stamp.Activity, ["activity_id"] = Stamp.Activity,
        ["status"] = Stamp.Status, ["status_id"] = Stamp.Status,
        ["feed"] = Stamp.Feed, ["asset"] = Stamp.Asset, ["decoder"] = Stamp.Decoder, ["offset"] = Stamp.Offset,
        ["raw"] = Stamp.Raw, ["raw_data"] = Stamp.Raw, ["event.original"] = Stamp.Raw,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a name stands for; every name stands for something, if only for what a source calls so.</summary>
    public static FieldName Find(string name)
    {
        if (Stamps.TryGetValue(name, out var stamp)) return new FieldName(name, null, stamp);
        return new FieldName(name, FieldNames.TryFindSearched(name, out var known) ? known : null, null);
    }
}
