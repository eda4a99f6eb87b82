using CsCheck;
using Ward.Standards.Stix.Matching;
using Ward.Standards.Stix.Patterns;

namespace Ward.Standards.Tests.Stix;

public sealed class PatternMatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Patterns =
    [
        "[a:b=1] AND [a:b=2]", "[a:b=1] FOLLOWEDBY [a:b=2]", "([a:b=1] AND [a:b=2]) WITHIN 3 SECONDS", "[a:b=1] REPEATS 3 TIMES WITHIN 4 SECONDS",
        "([a:b=1] REPEATS 2 TIMES) FOLLOWEDBY [a:b=2]", "([a:b=1] FOLLOWEDBY [a:b=2] FOLLOWEDBY [a:b=3]) WITHIN 5 SECONDS", "([a:b=1] AND [a:b=2]) REPEATS 2 TIMES",
        "[a:b=1] OR ([a:b=2] AND [a:b=3]) WITHIN 1 SECONDS", "[a:b=1] REPEATS 2 TIMES START t'2026-01-01T00:00:02Z' STOP t'2026-01-01T00:00:06Z'",
    ];

    private static readonly Gen<Sighting[]> Sightings =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[1, 2], Gen.ULong[1, 7], (at, length, times, bits) => new Sighting(Start.AddSeconds(at), Start.AddSeconds(at + length), times, bits)).Array[0, 5];

    [Fact]
    public void TheMatcherAgreesWithTryingEveryAssignment() =>
        Gen.Select(Gen.Int[0, Patterns.Length - 1], Sightings).Sample((which, sightings) =>
        {
            var pattern = ((PatternReading.Read)PatternParser.Read(Patterns[which])).Pattern;
            var copies = sightings.SelectMany((s, i) => Enumerable.Repeat((Sighting: s, Index: i), s.Times)).Select(s => s.Sighting).ToList();
            var expected = Naive(pattern.Root, copies).Any();
            Assert.Equal(expected, PatternMatch.Of(pattern, sightings, out _) == StixVerdict.Match);
        });

    /// <summary>All sets of observations that satisfy the expression, by trying: no pruning, no order.</summary>
    private static IEnumerable<HashSet<int>> Naive(ObservationExpression expression, List<Sighting> all) => expression switch
    {
        ObservationExpression.Observed e => Enumerable.Range(0, all.Count).Where(i => (all[i].Satisfies >> e.Number & 1) == 1).Select(i => new HashSet<int> { i }),
        ObservationExpression.Or e => Naive(e.Left, all).Concat(Naive(e.Right, all)),
        ObservationExpression.And e => from l in Naive(e.Left, all) from r in Naive(e.Right, all) where !l.Overlaps(r) select l.Union(r).ToHashSet(),
        ObservationExpression.FollowedBy e => from l in Naive(e.Left, all) from r in Naive(e.Right, all)
                                              where !l.Overlaps(r) && l.Max(i => all[i].First) <= r.Min(i => all[i].Last)
                                              select l.Union(r).ToHashSet(),
        ObservationExpression.Within e => Naive(e.Inner, all).Where(s => s.Max(i => all[i].First) - s.Min(i => all[i].Last) <= TimeSpan.FromSeconds(e.Seconds)),
        ObservationExpression.StartStop e => Naive(e.Inner, all).Where(s => s.All(i => all[i].Last >= e.Start.ToMoment() && all[i].First < e.Stop.ToMoment())),
        ObservationExpression.Repeats { Times: 1 } e => Naive(e.Inner, all),
        ObservationExpression.Repeats e => from l in Naive(e.Inner, all) from r in Naive(new ObservationExpression.Repeats(e.Inner, e.Times - 1), all) where !l.Overlaps(r) select l.Union(r).ToHashSet(),
        _ => throw new InvalidOperationException(),
    };
}
