namespace Ward.City.Merging;

/// <summary>Whose word counts where sources differ: those named, in this order; then the city's own file; then whoever spoke last.</summary>
/// <param name="Prefer">Names of sources, the first counts most; 'csaf' stands for 'csaf:…' too.</param>
public sealed record MergePolicy(IReadOnlyList<string> Prefer)
{
    /// <summary>Name of the source that is the hand-written city file.</summary>
    public const string City = "city";

    public static MergePolicy Default { get; } = new([]);

    /// <summary>Smaller counts more.</summary>
    public int Rank(string source)
    {
        for (var i = 0; i < Prefer.Count; i++)
            if (Prefer[i] == source || source.StartsWith(Prefer[i] + ":", StringComparison.Ordinal)) return i;
        return source == City ? Prefer.Count : Prefer.Count + 1;
    }

    /// <summary>The records from the one that counts most to the one that counts least.</summary>
    public IReadOnlyList<CityRecord> Ordered(IEnumerable<CityRecord> records) =>
        [.. records.OrderBy(r => Rank(r.From.Source)).ThenByDescending(r => r.From.Time).ThenBy(r => r.From.Source, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal)];
}
