namespace Ward.City.Merging;

/// <summary>The most urgent weaknesses of installed packages, of each asset and of all; the others are counted as they come and not kept.</summary>
internal sealed class PackageShortlist(int mostOfAsset, int most)
{
    private static readonly Comparer<PackageCandidate> ByUrgency = Comparer<PackageCandidate>.Create((a, b) =>
        a.Urgency.CompareTo(b.Urgency) is var first and not 0 ? first : string.CompareOrdinal(a.Reference, b.Reference) is var second and not 0 ? second : string.CompareOrdinal(a.Asset, b.Asset));

    private readonly Dictionary<string, SortedSet<PackageCandidate>> ofAsset = new(StringComparer.Ordinal);
    private readonly SortedSet<PackageCandidate> all = new(ByUrgency);
    private readonly SortedDictionary<string, int> beyond = new(StringComparer.Ordinal);

    /// <summary>The most urgent first.</summary>
    public IReadOnlyCollection<PackageCandidate> Taken => all;

    /// <summary>How many of each asset found no room.</summary>
    public IReadOnlyDictionary<string, int> Beyond => beyond;

    /// <param name="candidate">Of an asset and reference that no other has.</param>
    public void Add(PackageCandidate candidate)
    {
        if (!ofAsset.TryGetValue(candidate.Asset, out var own)) own = ofAsset[candidate.Asset] = new(ByUrgency);
        own.Add(candidate);
        all.Add(candidate);
        if (own.Count > mostOfAsset) Drop(own.Max!);
        else if (all.Count > most) Drop(all.Max!);
    }

    /// <summary>Counts one that was taken and finds no room after all.</summary>
    public void Count(string asset) => beyond[asset] = beyond.GetValueOrDefault(asset) + 1;

    private void Drop(PackageCandidate last)
    {
        ofAsset[last.Asset].Remove(last);
        all.Remove(last);
        Count(last.Asset);
    }
}
