using Ward.Detect.Rules;

namespace Ward.Server.Application.Hunts;

/// <summary>What somebody wants hunted.</summary>
/// <param name="Rules">Files of rules, or empty.</param>
/// <param name="Rule">A detector of the live watch, by its id or name; null for none.</param>
/// <param name="Query">A search of which every event is a finding; null for none.</param>
/// <param name="Time">As the search language has it: "last 7d", "from 2026-11-01 to 2026-11-08"; empty for all of history.</param>
internal sealed record HuntAsk(IReadOnlyList<RuleFile> Rules, string? Rule, string? Query, string Time, string? Title)
{
    /// <summary>Files of indicators.</summary>
    public IReadOnlyList<RuleFile> Lists { get; init; } = [];

    /// <summary>Threat feeds, by id.</summary>
    public IReadOnlyList<string> Feeds { get; init; } = [];

    /// <summary>Baselines, by name.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    public bool SeeksIndicators => Lists.Count > 0 || Feeds.Count > 0;
}
