using CsCheck;
using Ward.City.Merging;

namespace Ward.City.Tests.Merging;

public sealed class PackageShortlistTests
{
    [Fact]
    public void ItKeepsWhatSortingAllOfThemWouldWhicheverCameFirstAndCountsTheOthers() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40], Gen.Int[0, 3]).Array[0, 60].Sample(told =>
    {
        const int ofAsset = 4, ofAll = 9;
        var candidates = told.DistinctBy(t => (t.Item1, t.Item2)).Select(t => new PackageCandidate($"a{t.Item1}", $"CVE-{t.Item2}", -t.Item3, [])).ToList();
        var list = new PackageShortlist(ofAsset, ofAll);
        foreach (var candidate in candidates)
        {
            list.Add(candidate);
            Assert.InRange(list.Taken.Count, 1, ofAll);
        }

        var worst = candidates.GroupBy(c => c.Asset).SelectMany(g => Sorted(g).Take(ofAsset));
        Assert.Equal(Sorted(worst).Take(ofAll), list.Taken);
        Assert.Equal(candidates.Count, list.Taken.Count + list.Beyond.Values.Sum());
    });

    private static IEnumerable<PackageCandidate> Sorted(IEnumerable<PackageCandidate> candidates) =>
        candidates.OrderBy(c => c.Urgency).ThenBy(c => c.Reference, StringComparer.Ordinal).ThenBy(c => c.Asset, StringComparer.Ordinal);
}
