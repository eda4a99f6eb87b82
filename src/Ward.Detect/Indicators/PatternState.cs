using Ward.Standards.Stix.Matching;
using Ward.Standards.Stix.Patterns;

namespace Ward.Detect.Indicators;

/// <summary>
/// One pattern and the events that satisfied parts of it: bounded in number and in event time. One that could not be decided within its work
/// forgets what it saw, and after a few times is put aside for a while: a feed's pattern must not hold detection up, and whoever knows it must not switch it off for good.
/// </summary>
internal sealed class PatternState(PatternIndicator indicator)
{
    private const int MostUndecided = 3;
    private readonly List<Sighting> sightings = [];
    private int undecided;
    private DateTimeOffset lastUndecided;

    /// <summary>It was put aside, and has not been asked again yet.</summary>
    public bool IsAside => undecided >= MostUndecided;

    /// <summary>True where it is not to be asked at this time; it is asked again once what made it undecided is beyond the horizon.</summary>
    public bool StaysAside(DateTimeOffset at, IndicatorOptions options)
    {
        if (!IsAside) return false;
        if (at - lastUndecided <= options.Horizon) return true;
        undecided = 0;
        return false;
    }

    public PatternIndicator Indicator { get; } = indicator;

    /// <summary>Object types without which no event can satisfy any part; null where one part needs none of them.</summary>
    public HashSet<string> Types { get; } = [.. indicator.Pattern.Observed.SelectMany(TypesOf)];

    /// <summary>Takes an event that satisfies something. True with the beginning where the pattern is complete; then those events are spent.</summary>
    public StixVerdict Take(ulong satisfies, DateTimeOffset at, IndicatorOptions options, out DateTimeOffset from, out int count)
    {
        (from, count) = (at, 1);
        sightings.Add(new Sighting(at, at, 1, satisfies));
        sightings.RemoveAll(s => at - s.First > options.Horizon);
        if (sightings.Count > options.SightingsAPattern) sightings.RemoveAt(0);
        var verdict = PatternMatch.Of(Indicator.Pattern, sightings, out var chosen);
        if (verdict == StixVerdict.Undefined)
        {
            undecided++;
            lastUndecided = at;
            sightings.Clear();
        }

        if (verdict != StixVerdict.Match) return verdict;
        (from, count) = (chosen.Min(c => sightings[c].First), chosen.Count);
        foreach (var spent in chosen.OrderDescending()) sightings.RemoveAt(spent);
        return verdict;
    }

    public void Save(BinaryWriter to)
    {
        to.Write(Indicator.Key);
        to.Write(Indicator.Pattern.Text);
        to.Write(undecided);
        to.Write(lastUndecided.UtcTicks);
        to.Write(sightings.Count);
        foreach (var s in sightings)
        {
            to.Write(s.First.UtcTicks);
            to.Write(s.Satisfies);
        }
    }

    public void Undecided(int times, DateTimeOffset last) => (undecided, lastUndecided) = (times, last);

    public void Put(DateTimeOffset at, ulong satisfies) => sightings.Add(new Sighting(at, at, 1, satisfies));

    /// <summary>Goes on with what the former state of the same pattern had seen.</summary>
    public void Continue(PatternState former)
    {
        if (former.Indicator.Pattern.Text != Indicator.Pattern.Text) return;
        sightings.AddRange(former.sightings);
        (undecided, lastUndecided) = (former.undecided, former.lastUndecided);
    }

    private static IEnumerable<string> TypesOf(ComparisonExpression expression) => expression switch
    {
        ComparisonExpression.And and => and.Parts.SelectMany(TypesOf),
        ComparisonExpression.Or or => or.Parts.SelectMany(TypesOf),
        ComparisonExpression.Exists exists => [exists.Path.Type],
        ComparisonExpression.Test test => [test.Path.Type],
        _ => throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}."),
    };
}
