using Ward.City;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>What came of reading a configuration and the city that it names. All or nothing.</summary>
public abstract record ConfigurationReading
{
    private ConfigurationReading() { }

    public sealed record Read(WardConfiguration Configuration, CityModel City, IReadOnlyList<Problem> Warnings) : ConfigurationReading
    {
        /// <summary>The configuration's file, absolute.</summary>
        public required string File { get; init; }
    }

    /// <param name="Problems">Everything that is wrong in both files; at least one.</param>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : ConfigurationReading;
}
