namespace Ward.City.Merging;

/// <summary>What became of one thing between two cities.</summary>
/// <param name="Fields">The fields that differ; of a new thing all, of one that is gone none.</param>
public sealed record CityChange(CityPart Part, string Id, ChangeKind Kind, IReadOnlyList<FieldChange> Fields)
{
    /// <summary>Everything that differs, by part and id; empty for equal cities.</summary>
    public static IReadOnlyList<CityChange> Between(CityModel before, CityModel after)
    {
        var from = new Provenance("", "", default);
        var old = CityRecords.Of(before, from).ToDictionary(r => (r.Part, r.Key));
        var changes = new List<CityChange>();
        foreach (var record in CityRecords.Of(after, from))
        {
            old.Remove((record.Part, record.Key), out var was);
            var fields = record.Fields.Keys.Union(was?.Fields.Keys ?? []).Where(f => was is null || !was.All(f).SequenceEqual(record.All(f)))
                .Select(f => new FieldChange(f, was?.All(f) ?? [], record.All(f))).OrderBy(f => f.Field, StringComparer.Ordinal).ToList();
            if (was is null || fields.Count > 0) changes.Add(new(record.Part, record.Key, was is null ? ChangeKind.New : ChangeKind.Changed, fields));
        }

        changes.AddRange(old.Keys.Select(k => new CityChange(k.Part, k.Key, ChangeKind.Gone, [])));
        return [.. changes.OrderBy(c => c.Part).ThenBy(c => c.Id, StringComparer.Ordinal)];
    }
}
