using System.Net;
using Ward.City.Merging;

namespace Ward.City.Imports;

/// <summary>How one file is to be read.</summary>
/// <param name="Source">Name of the source in the city's book; null for the name of the format.</param>
/// <param name="File">The name by which problems call the file.</param>
/// <param name="ReadAt">When it is read; the time of what is said where the file tells none.</param>
/// <param name="Map">Column to field (CSV), interface to zone and 'self' to asset (firewall rules), 'asset' to asset (bills of materials), 'id' to property (positions).</param>
/// <param name="Wanted">Which vulnerabilities of a register are taken; null for all.</param>
/// <param name="IsCity">Of an address: true in a zone of the city, false in a zone that is not its own, null in none; for what was observed.</param>
public sealed record ImportSettings(string? Source, string File, DateTimeOffset ReadAt, IReadOnlyDictionary<string, string> Map, Func<string, bool>? Wanted = null, Func<IPAddress, bool?>? IsCity = null)
{
    internal Provenance From(ImportFormat format, DateTimeOffset? said = null) => new(Source ?? format.ToString().ToLowerInvariant(), File, said ?? ReadAt);
}
