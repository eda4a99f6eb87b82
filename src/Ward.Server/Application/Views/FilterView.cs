namespace Ward.Server.Application.Views;

/// <summary>A filter in force, or one whose time is over.</summary>
/// <param name="Name">By which it can be removed; null where it stands in a file of the configuration.</param>
/// <param name="Rules">Ids or names of the rules, or the detectors, that it keeps quiet; empty for all of its log source.</param>
/// <param name="Owner">Who answers for it; empty where it does not say.</param>
/// <param name="Until">Its last day, UTC; null for one that counts for good.</param>
/// <param name="Silenced">Findings that it has kept quiet since the start; null for a filter over events, which leaves nothing to count.</param>
/// <param name="State">inForce, endsSoon (within a week), over, or soon (kept, and not yet read).</param>
public sealed record FilterView(string? Name, string Key, string Title, string Description, IReadOnlyList<string> Rules, string Owner, DateOnly? Until, string File, int Line, string State, long? Silenced);
