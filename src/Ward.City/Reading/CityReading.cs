using Ward.Standards.Yaml;

namespace Ward.City.Reading;

/// <summary>What came of reading a city. All or nothing: a city with a single problem is refused.</summary>
public abstract record CityReading
{
    private CityReading() { }

    /// <param name="Warnings">Things that hold together but look like a slip, by line.</param>
    public sealed record Read(CityModel City, IReadOnlyList<Problem> Warnings) : CityReading;

    /// <param name="Problems">Everything that is wrong, by line; at least one.</param>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : CityReading;
}
