using Ward.City;
using Ward.Detect.Findings;
using Ward.Detect.Indicators;
using Ward.Ingest;
using Ward.Ingest.Search.Language;

namespace Ward.Detect.Hunts;

/// <summary>Indicators over history, by the watch that the live events meet, with a memory of its own.</summary>
/// <param name="city">Gives the city of this moment.</param>
public sealed class IndicatorAnalytic(IndicatorSet set, Hygiene hygiene, Func<CityModel> city) : IHuntAnalytic
{
    private readonly IndicatorWatch watch = new(new FixedIndicators(set), hygiene, city, new IndicatorOptions());

    // Which fields hold an indicator's kind is many names; looking at all is cheaper than asking the store for each.
    public Condition Needs { get; } = new Condition.Any();

    public void Observe(Event e, ICollection<Finding> findings) => watch.Observe(e, findings);

    public void Save(Stream state) => watch.Save(state);

    /// <summary>False as well where it was written over another set.</summary>
    public bool TryRestore(Stream state) => watch.TryRestore(state) && watch.Indicators.SetsMissing == 0;
}
