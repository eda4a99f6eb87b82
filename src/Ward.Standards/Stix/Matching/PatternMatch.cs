using Ward.Standards.Stix.Patterns;

namespace Ward.Standards.Stix.Matching;

/// <summary>
/// Whether observations satisfy a whole pattern (STIX 2.1, 9.3 to 9.5). AND, FOLLOWEDBY and REPEATS take different observations for
/// their parts. Work is counted in steps: beyond <see cref="Steps"/> without a match the verdict is undefined, never a false match.
/// </summary>
public sealed class PatternMatch
{
    /// <summary>Most combinations looked at.</summary>
    public const int Steps = 200_000;

    private const int DeepestChoice = 256;

    private readonly List<(DateTimeOffset First, DateTimeOffset Last, ulong Satisfies, int Sighting)> all = [];
    private int steps;

    private PatternMatch(IReadOnlyList<Sighting> sightings, int needed)
    {
        // Time order lets spans be cut short; the number keeps equal times apart.
        foreach (var (sighting, number) in sightings.Select((s, i) => (s, i)).OrderBy(s => s.s.First).ThenBy(s => s.i))
            for (var copy = Math.Min(sighting.Times, needed); copy > 0; copy--) all.Add((sighting.First, sighting.Last, sighting.Satisfies, number));
    }

    /// <summary>The whole: each observation against each expression, then in time.</summary>
    public static StixVerdict Of(StixPattern pattern, IReadOnlyList<StixObservation> observations)
    {
        var sightings = new List<Sighting>();
        var undefined = false;
        foreach (var observation in observations)
        {
            var satisfies = 0UL;
            for (var number = 0; number < pattern.Observed.Count; number++)
            {
                var verdict = ObjectTest.Holds(pattern.Observed[number], observation.Objects);
                if (verdict == StixVerdict.Match) satisfies |= 1UL << number;
                undefined |= verdict == StixVerdict.Undefined;
            }

            if (satisfies != 0) sightings.Add(new Sighting(observation.First, observation.Last, observation.Times, satisfies));
        }

        var whole = Of(pattern, sightings, out _);
        return whole == StixVerdict.NoMatch && undefined ? StixVerdict.Undefined : whole;
    }

    /// <param name="chosen">Indices of the sightings that make the match, ascending.</param>
    public static StixVerdict Of(StixPattern pattern, IReadOnlyList<Sighting> sightings, out IReadOnlyList<int> chosen)
    {
        var match = new PatternMatch(sightings, Needed(pattern.Root));
        try
        {
            foreach (var binding in match.Bindings(pattern.Root, TimeSpan.MaxValue, true))
            {
                chosen = [.. binding.Chosen.Select(c => match.all[c].Sighting).Distinct().Order()];
                return StixVerdict.Match;
            }
        }
        catch (OutOfSteps)
        {
            chosen = [];
            return StixVerdict.Undefined;
        }

        chosen = [];
        return StixVerdict.NoMatch;
    }

    /// <summary>How many observations the expression can take at most, so that a count of a million is not a million copies.</summary>
    private static int Needed(ObservationExpression expression) => expression switch
    {
        ObservationExpression.Observed => 1,
        ObservationExpression.And e => Capped((long)Needed(e.Left) + Needed(e.Right)),
        ObservationExpression.Or e => Math.Max(Needed(e.Left), Needed(e.Right)),
        ObservationExpression.FollowedBy e => Capped((long)Needed(e.Left) + Needed(e.Right)),
        ObservationExpression.Within e => Needed(e.Inner),
        ObservationExpression.StartStop e => Needed(e.Inner),
        ObservationExpression.Repeats e => Capped((long)Needed(e.Inner) * e.Times),
        _ => throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}."),
    };

    private static int Capped(long count) => (int)Math.Min(count, PatternParser.MostRepeats);

    /// <param name="span">No binding further apart is of use, so none is made.</param>
    /// <param name="alone">True where nothing else of the pattern competes for the same observations.</param>
    private IEnumerable<Binding> Bindings(ObservationExpression expression, TimeSpan span, bool alone) => expression switch
    {
        ObservationExpression.Observed e => Singles(e.Number),
        ObservationExpression.Or e => Bindings(e.Left, span, alone).Concat(Bindings(e.Right, span, alone)),
        ObservationExpression.And e => Pairs(e.Left, e.Right, span, ordered: false),
        ObservationExpression.FollowedBy e => Pairs(e.Left, e.Right, span, ordered: true),
        ObservationExpression.Within e => Within(e, span, alone),
        ObservationExpression.StartStop e => Bindings(e.Inner, span, alone).Where(b => b.Chosen.All(c => Overlaps(all[c].First, all[c].Last, e.Start, e.Stop))),
        ObservationExpression.Repeats { Times: 1 } e => Bindings(e.Inner, span, alone),
        ObservationExpression.Repeats e => Repeated([.. Bindings(e.Inner, span, false)], e.Times, span, e.Inner is ObservationExpression.Observed, alone),
        _ => throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}."),
    };

    private IEnumerable<Binding> Singles(int number)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if ((all[i].Satisfies >> number & 1) == 0) continue;
            Step();
            yield return new Binding([i], all[i].First, all[i].Last);
        }
    }

    private IEnumerable<Binding> Within(ObservationExpression.Within within, TimeSpan span, bool alone)
    {
        var own = within.Seconds >= TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)(within.Seconds * TimeSpan.TicksPerSecond));
        var narrower = own < span ? own : span;
        return Bindings(within.Inner, narrower, alone).Where(b => b.IsWithin(narrower));
    }

    private IEnumerable<Binding> Pairs(ObservationExpression left, ObservationExpression right, TimeSpan span, bool ordered)
    {
        List<Binding>? seconds = null;
        foreach (var first in Bindings(left, span, false))
        {
            seconds ??= [.. Bindings(right, span, false)];
            foreach (var second in seconds)
            {
                Step();
                // Not before: what comes second may have begun earlier, if it could have come to pass no earlier.
                if (ordered && first.LatestFirst > second.EarliestLast) continue;
                if (first.With(second) is { } both && both.IsWithin(span)) yield return both;
            }
        }
    }

    /// <summary>Chooses so many bindings that share no observation.</summary>
    /// <param name="single">Each is one observation, in order of time.</param>
    private IEnumerable<Binding> Repeated(List<Binding> inner, int times, TimeSpan span, bool single, bool alone)
    {
        for (var start = 0; single && start + times <= inner.Count; start++)
        {
            Step();
            var neighbours = inner.GetRange(start, times);
            var together = new Binding([.. neighbours.SelectMany(c => c.Chosen)], neighbours[^1].LatestFirst, neighbours.Min(c => c.EarliestLast));
            if (together.IsWithin(span)) yield return together;
        }

        // Moments next to each other are closest together, so where nothing else wants one of them no other choice can do better.
        if (inner.Count < times || (single && alone && all.TrueForAll(o => o.First == o.Last))) yield break;
        if (times > DeepestChoice) throw new OutOfSteps();
        foreach (var whole in Choose(inner, span, 0, null, times)) yield return whole;
    }

    private IEnumerable<Binding> Choose(List<Binding> inner, TimeSpan span, int from, Binding? so, int left)
    {
        for (var i = from; i + left <= inner.Count; i++)
        {
            Step();
            var next = so is null ? inner[i] : so.With(inner[i]);
            if (next is null || !next.IsWithin(span)) continue;
            if (left == 1)
            {
                yield return next;
                continue;
            }

            foreach (var whole in Choose(inner, span, i + 1, next, left - 1)) yield return whole;
        }
    }

    private static bool Overlaps(DateTimeOffset first, DateTimeOffset last, StixTime start, StixTime stop) =>
        start < stop && StixTime.Of(last) >= start && StixTime.Of(first) < stop;

    private void Step()
    {
        if (++steps > Steps) throw new OutOfSteps();
    }

    /// <summary>Ends the search; never leaves this class.</summary>
    private sealed class OutOfSteps : Exception;
}
