using Ward.City.Imports;
using Ward.City.Merging;

namespace Ward.Cities;

/// <summary>One file of advisories as it was last read.</summary>
/// <param name="Stamp">Time of writing and length; a file that has others is read again.</param>
/// <param name="IsRegister">True for one that speaks of everything (KEV, EPSS).</param>
/// <param name="Delta">What of it concerns the city; null where it could not be read, or is yet to be.</param>
internal sealed record AdvisoryFile((DateTime, long) Stamp, ImportFormat Format, bool IsRegister, CityDelta? Delta, IReadOnlyList<string> Problems);
