using Ward.City.Merging;
using Ward.Standards.Yaml;

namespace Ward.Cities;

/// <summary>Where a city comes from.</summary>
/// <param name="Sources">By the id of an asset, who tells of it; those that count most first.</param>
/// <param name="Conflicts">Where sources differ, and whose word was taken.</param>
/// <param name="LeftOut">What sources said and the model does not hold, and why.</param>
public sealed record CityOrigins(IReadOnlyDictionary<string, IReadOnlyList<string>> Sources, IReadOnlyList<MergeConflict> Conflicts, IReadOnlyList<string> LeftOut)
{
    public static CityOrigins None { get; } = new(new Dictionary<string, IReadOnlyList<string>>(), [], []);

    /// <param name="earlier">Of the city that was merged into: what came into it by an import has that import's sources, not the city's file.</param>
    public static CityOrigins Of(MergedCity.Merged merged, CityOrigins earlier)
    {
        var sources = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (asset, told) in Told(merged.Traces))
            sources[asset] = earlier.Sources.TryGetValue(asset, out var before) ? [.. before, .. told.Where(s => s != MergePolicy.City && !before.Contains(s))] : told;
        return new(sources, [.. earlier.Conflicts, .. merged.Conflicts], [.. earlier.LeftOut, .. merged.LeftOut]);
    }

    /// <summary>What the book says of its merged city; nothing where the file is none.</summary>
    /// <param name="cityFile">The file that the watch reads.</param>
    /// <param name="version">Of the city in it.</param>
    public static CityOrigins OfBook(string cityFile, string version)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(cityFile))!;
        var (traces, story) = (Path.Combine(folder, "traces.json"), Path.Combine(folder, "versions", version + ".json"));
        if (!File.Exists(traces) || !File.Exists(story)) return None;
        // A book that cannot be read leaves the city as it is: only where it comes from is not known.
        var unread = new ProblemList(folder);
        return CityBook.Kept<List<FieldTrace>>(traces, unread) is { } kept && CityBook.Kept<CityVersion>(story, unread) is { } told
            ? new(Told(kept), told.Conflicts, told.LeftOut) : None;
    }

    private static Dictionary<string, IReadOnlyList<string>> Told(IEnumerable<FieldTrace> traces) =>
        traces.Where(t => t.Part == CityPart.Asset && t.From.Source != "assumed").GroupBy(t => t.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(t => t.From.Source).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
}
