using Ward.Standards.Yaml;

namespace Ward.City.Merging;

/// <summary>What came of a merge. All or nothing, as with a city file.</summary>
public abstract record MergedCity
{
    private MergedCity() { }

    /// <param name="Text">The city file of the model, whose version is the model's.</param>
    /// <param name="LeftOut">What sources said and the model could not take, and why.</param>
    public sealed record Merged(
        CityModel City, string Text, IReadOnlyList<FieldTrace> Traces, IReadOnlyList<MergeConflict> Conflicts, IReadOnlyList<string> LeftOut, IReadOnlyList<Problem> Warnings) : MergedCity;

    /// <param name="Text">The city file that is wrong, to look at.</param>
    public sealed record Refused(string Text, IReadOnlyList<Problem> Problems) : MergedCity;
}
