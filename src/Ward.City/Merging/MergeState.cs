using System.Globalization;

namespace Ward.City.Merging;

/// <summary>What the steps of a merge share: whose word counts, and what is told of it afterwards.</summary>
internal sealed class MergeState(MergePolicy policy)
{
    public MergePolicy Policy { get; } = policy;

    public List<FieldTrace> Traces { get; } = [];

    public List<MergeConflict> Conflicts { get; } = [];

    public List<string> LeftOut { get; } = [];

    private const int MostAlike = 20;

    private readonly SortedDictionary<string, (int Count, List<string> First)> alike = new(StringComparer.Ordinal);

    /// <summary>Tells of something that is left out, or not certain, and of which there may be very many: the first are told, the rest is counted.</summary>
    /// <param name="what">What they have in common, in words that stand behind a number.</param>
    public void Leave(string what, string sentence)
    {
        var (count, first) = alike.TryGetValue(what, out var known) ? known : (0, []);
        if (first.Count < MostAlike) first.Add(sentence);
        alike[what] = (count + 1, first);
    }

    /// <summary>All that was left out, each once.</summary>
    public IReadOnlyList<string> AllLeftOut() =>
        [.. LeftOut.Concat(alike.SelectMany(a => a.Value.Count > a.Value.First.Count ? a.Value.First.Append(string.Create(CultureInfo.InvariantCulture, $"{a.Value.Count - a.Value.First.Count} more {a.Key}")) : a.Value.First)).Distinct(StringComparer.Ordinal)];

    /// <summary>The value of the source that counts most; others that differ are conflicts where <paramref name="matters"/>.</summary>
    public string? One(CityPart part, string id, string field, IReadOnlyList<CityRecord> ordered, bool matters = true)
    {
        CityRecord? taken = null;
        foreach (var record in ordered)
        {
            if (record[field] is not { } value) continue;
            if (taken is null)
            {
                taken = record;
                Traces.Add(new(part, id, field, value, record.From));
            }
            else if (matters && !string.Equals(value, taken[field], StringComparison.OrdinalIgnoreCase))
                Conflicts.Add(new(part, id, field, taken[field]!, taken.From, value, record.From));
        }

        return taken?[field];
    }

    /// <summary>All values that any source names, those of the one that counts most first.</summary>
    public IReadOnlyList<string> Union(CityPart part, string id, string field, IReadOnlyList<CityRecord> ordered, IEqualityComparer<string>? same = null)
    {
        var values = new List<string>();
        var seen = new HashSet<string>(same ?? StringComparer.Ordinal);
        foreach (var record in ordered)
        {
            foreach (var value in record.All(field))
            {
                if (!seen.Add(value)) continue;
                values.Add(value);
                Traces.Add(new(part, id, field, value, record.From));
            }
        }

        return values;
    }

    public string Assumed(CityPart part, string id, string field, string value)
    {
        Traces.Add(new(part, id, field, value, new Provenance("assumed", "", default)));
        return value;
    }
}
