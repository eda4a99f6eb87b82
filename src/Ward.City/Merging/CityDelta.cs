namespace Ward.City.Merging;

/// <summary>All that one source says of a city, as one file told it.</summary>
/// <param name="Source">Name of the source; a later delta of the same source takes the place of an earlier.</param>
/// <param name="Format">Of the file: nmap, csaf, …</param>
/// <param name="Notes">What was not taken over, and why; for a person.</param>
public sealed record CityDelta(string Source, string Format, string File, DateTimeOffset Time, IReadOnlyList<CityRecord> Records, IReadOnlyList<string> Notes)
{
    /// <summary>
    /// This delta with what only the earlier one of its source said: a scan of one network does not make the rest of the city go away.
    /// </summary>
    /// <param name="gone">The records that this delta no longer has.</param>
    /// <param name="drop">True where those are to go indeed.</param>
    public CityDelta After(CityDelta? earlier, bool drop, out IReadOnlyList<CityRecord> gone)
    {
        var here = Records.Select(r => (r.Part, r.Key)).ToHashSet();
        gone = [.. (earlier?.Records ?? []).Where(r => !here.Contains((r.Part, r.Key)))];
        return drop || gone.Count == 0 ? this : this with { Records = [.. Records, .. gone] };
    }
}
