namespace Ward.Standards.Nmap;

/// <summary>One run of nmap.</summary>
/// <param name="Arguments">The command line.</param>
/// <param name="Whole">False where the file has no runstats: the scan was stopped, and hosts may be missing.</param>
/// <param name="Down">How many hosts were listed as down.</param>
public sealed record NmapScan(string? Arguments, string? Version, DateTimeOffset? Started, bool Whole, int Down, IReadOnlyList<NmapHost> Hosts);
