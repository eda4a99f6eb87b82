using Ward.City;
using Ward.Prescribe.Measures;

namespace Ward.Respond.Plans;

/// <param name="Words">What a person is to do.</param>
/// <param name="DoneBy">Who said that it is done, or null. That alone does not put it in force: see <see cref="IsInForce"/>.</param>
public sealed record ManualStep(Measure Measure, string Words, string? DoneBy)
{
    /// <summary>Whoever is asked to do it; null in plans of versions that did not say.</summary>
    public string? Owner { get; init; }

    /// <summary>By when; null in plans of versions that did not say.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>
    /// Whether it counts as in force: the city as its sources tell it now shows it (a scanner finds the weakness no more, the directory knows the second factor).
    /// What somebody says is a word and no measurement; null where no sensor of this city can tell.
    /// </summary>
    public bool? IsInForce(CityModel city) => Measure.IsShown(city);
}
