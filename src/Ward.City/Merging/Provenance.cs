namespace Ward.City.Merging;

/// <summary>Where a fact comes from.</summary>
/// <param name="Source">Name of the source, by which precedence is set: city, nmap, csaf, …</param>
/// <param name="File">The file as the person named it.</param>
/// <param name="Time">When the source saw or said it; where it does not say, when the file was read.</param>
public sealed record Provenance(string Source, string File, DateTimeOffset Time);
