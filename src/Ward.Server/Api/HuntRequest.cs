using Ward.Detect.Rules;

namespace Ward.Server.Api;

/// <summary>What to hunt with, and where. One of rules, rule, query, indicators and feeds at least.</summary>
/// <param name="Rules">Files of Sigma rules: name and text.</param>
/// <param name="Rule">A rule of the live watch, by its key.</param>
/// <param name="Query">A search; every event that fits is a finding.</param>
/// <param name="Time">As in a search: "last 7d", "from 2026-11-01 to 2026-11-08"; left out for all of history.</param>
public sealed record HuntRequest(IReadOnlyList<RuleFile>? Rules, string? Rule, string? Query, string? Time, string? Title)
{
    /// <summary>Files of indicators: a value a line, CSV with a column 'indicator', 'ioc' or 'value', STIX 2.1 bundles, MISP events; name and text.</summary>
    public IReadOnlyList<RuleFile>? Indicators { get; init; }

    /// <summary>Threat feeds, by their id in ward.yaml: what each brought last is sought.</summary>
    public IReadOnlyList<string>? Feeds { get; init; }

    /// <summary>Baselines that learn from the first hunted event on: 'sign-ins'.</summary>
    public IReadOnlyList<string>? Baselines { get; init; }
}
