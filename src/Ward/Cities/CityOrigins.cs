using Ward.City.Merging;
using Ward.Standards.Yaml;

namespace Ward.Cities;

/// <summary>Where a city comes from.</summary>
/// <param name="Sources">By the id of an asset, who tells of it; those that count most first.</param>
/// <param name="Conflicts">Where sources differ, and whose word was taken.</param>
/// <param name="LeftOut">What sources said and the model does not hold, and why.</param>
public sealed record CityOrigins(IReadOnlyDictionary<string, IReadOnlyList<string>> Sources, IReadOnlyList<MergeConflict> Conflicts, IReadOnlyList<string> LeftOut)
{
    /// <summary>By the id of an exposure, who tells of it; those of the city's own file are not in it.</summary>
    public IReadOnlyDictionary<string, ExposureOrigin> Exposures { get; init; } = new Dictionary<string, ExposureOrigin>();

    public static CityOrigins None { get; } = new(new Dictionary<string, IReadOnlyList<string>>(), [], []);

    /// <param name="earlier">Of the city that was merged into: what came into it by an import has that import's sources, not the city's file.</param>
    public static CityOrigins Of(MergedCity.Merged merged, CityOrigins earlier)
    {
        var sources = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (asset, told) in Told(merged.Traces))
            sources[asset] = earlier.Sources.TryGetValue(asset, out var before) ? [.. before, .. told.Where(s => s != MergePolicy.City && !before.Contains(s))] : told;
        var exposures = new Dictionary<string, ExposureOrigin>(earlier.Exposures, StringComparer.Ordinal);
        foreach (var (id, told) in Weak(merged.Traces)) exposures[id] = told;
        return new(sources, [.. earlier.Conflicts, .. merged.Conflicts], [.. earlier.LeftOut, .. merged.LeftOut]) { Exposures = exposures };
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
            ? new(Told(kept), told.Conflicts, told.LeftOut) { Exposures = Weak(kept) } : None;
    }

    private static Dictionary<string, ExposureOrigin> Weak(IEnumerable<FieldTrace> traces)
    {
        var weak = new Dictionary<string, ExposureOrigin>(StringComparer.Ordinal);
        foreach (var own in traces.Where(t => t.Part == CityPart.Exposure && t.Field is ("reference" or "package" or "remedy")).GroupBy(t => t.Id, StringComparer.Ordinal))
            if (own.FirstOrDefault(t => t.Field == "reference") is { } told)
                weak[own.Key] = new ExposureOrigin(told.From, own.FirstOrDefault(t => t.Field == "package")?.Value, own.FirstOrDefault(t => t.Field == "remedy")?.Value);
        return weak;
    }

    private static Dictionary<string, IReadOnlyList<string>> Told(IEnumerable<FieldTrace> traces) =>
        traces.Where(t => t.Part == CityPart.Asset && t.From.Source != "assumed").GroupBy(t => t.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(t => t.From.Source).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
}
