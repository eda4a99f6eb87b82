using Ward.City;
using Ward.Predict;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Pictures;

namespace Ward.Server.Application.Telling;

/// <summary>Which measure of a prescription stops which predicted step.</summary>
internal static class CutTelling
{
    /// <summary>The first measure that meets the step, in words, or null.</summary>
    public static string? CutBy(this CityModel city, AttackStep step, IReadOnlyList<Measure> measures) =>
        StepCuts.Of(city, step, measures) is { } measure ? city.Words(measure) : null;
}
