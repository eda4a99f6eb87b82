using Ward.City.Imports;
using Ward.City.Merging;

namespace Ward.Cli.Cities;

/// <summary>One file as it came in.</summary>
/// <param name="Skipped">Problems of what is not in the delta.</param>
/// <param name="NotSeen">What an earlier file of this source said and this one does not.</param>
internal sealed record ImportedFile(string File, ImportFormat Format, CityDelta Delta, IReadOnlyList<string> Skipped, IReadOnlyList<CityRecord> NotSeen);
