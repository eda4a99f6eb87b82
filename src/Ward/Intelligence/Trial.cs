using Ward.Detect.Indicators;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Intelligence;

/// <summary>What a set would have hit in the stored history, before it is switched on.</summary>
/// <param name="Events">Events looked at.</param>
/// <param name="Hit">Of these, how many hold an indicator.</param>
/// <param name="MayBlock">Of the hit ones, how many hold one on which a measure may rest.</param>
/// <param name="Values">The values that hit most events, most first; at most 20.</param>
public sealed record Trial(long Events, long Hit, long MayBlock, IReadOnlyList<TrialValue> Values)
{
    private const int MostShown = 20;

    /// <param name="back">How far back, by event time.</param>
    public static async Task<Trial> Run(IndicatorSet set, Hygiene hygiene, IEventStore store, DateTimeOffset now, TimeSpan back, CancellationToken stop)
    {
        var (stored, matcher, hits) = (new FoundEventBuilder(), new IndicatorMatcher(), new List<IndicatorHit>());
        var counts = new Dictionary<int, long>();
        var decisions = new Dictionary<int, BlockDecision>();
        var (events, hit, may) = (0L, 0L, 0L);
        await foreach (var found in store.Replay(new TimeRange.Between(now - back, null), new Condition.Any(), 0, now, stop).ConfigureAwait(false))
        {
            events++;
            hits.Clear();
            matcher.Match(stored.Read(found), set, hits);
            if (hits.Count == 0) continue;
            hit++;
            var blocks = false;
            foreach (var entry in hits.Select(h => h.Entry).Distinct())
            {
                counts[entry] = counts.GetValueOrDefault(entry) + 1;
                if (!decisions.TryGetValue(entry, out var decision)) decisions[entry] = decision = hygiene.Decide(set.MentionsOf(entry), now).Decision;
                blocks |= decision.MayBlock;
            }

            if (blocks) may++;
        }

        return new Trial(events, hit, may, [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(MostShown).Select(c => new TrialValue(set.MentionsOf(c.Key)[0].Value, c.Value, decisions[c.Key]))]);
    }
}
