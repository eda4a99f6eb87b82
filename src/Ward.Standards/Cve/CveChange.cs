namespace Ward.Standards.Cve;

/// <summary>A change of status within a range of versions.</summary>
/// <param name="At">The version from which on it holds.</param>
/// <param name="Affected">Null where the record does not know.</param>
public sealed record CveChange(string At, bool? Affected);
