using Ward.Detect.Hunts;

namespace Ward.Server.Api;

/// <summary>What to hunt with, and where. One of rules, rule and query at least.</summary>
/// <param name="Rules">Files of Sigma rules: name and text.</param>
/// <param name="Rule">A rule of the live watch, by its key.</param>
/// <param name="Query">A search; every event that fits is a finding.</param>
/// <param name="Time">As in a search: "last 7d", "from 2026-11-01 to 2026-11-08"; left out for all of history.</param>
public sealed record HuntRequest(IReadOnlyList<HuntFile>? Rules, string? Rule, string? Query, string? Time, string? Title);
