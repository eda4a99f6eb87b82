using Ward.Detect;
using Ward.Detect.Devices;
using Ward.Govern.Mandates;
using Ward.Ingest.Feeds;
using Ward.Ingest.Search;
using Ward.Intelligence;
using Ward.Prescribe.Costs;

namespace Ward.Configuration;

/// <summary>What ward.yaml says; every path in it is absolute (docs/reference/configuration.md).</summary>
/// <param name="RuleFolders">Folders, files and archives of Sigma rules, besides those that come with Ward.</param>
/// <param name="StateFolder">Where Ward keeps everything that it must remember.</param>
/// <param name="Store">How much history is kept.</param>
/// <param name="Listen">Address of console and API; https wherever it is not loopback.</param>
public sealed record WardConfiguration(
    string CityFile,
    string StateFolder,
    IReadOnlyList<string> RuleFolders,
    Uri Listen,
    IReadOnlyList<FeedOptions> Feeds,
    IReadOnlyList<Mandate> Mandates,
    ResponseSettings Response,
    Retention Store)
{
    /// <summary>Threat feeds, and what an indicator must be like before a measure may rest on it.</summary>
    public IntelSettings Intel { get; init; } = IntelSettings.None;

    /// <summary>Files and folders of advisories.</summary>
    public IReadOnlyList<string> Advisories { get; init; } = [];

    /// <summary>How devices are noticed that nobody told the city of.</summary>
    public DeviceOptions Devices { get; init; } = new();

    /// <summary>What correlations may remember, and how long they wait.</summary>
    public RuleEngineOptions Correlations { get; init; } = new();

    /// <summary>What changes and losses cost this city.</summary>
    public CostModel Costs { get; init; } = new();

    /// <summary>What the rules are made over with.</summary>
    public RuleSettings Rules { get; init; } = RuleSettings.Default;
}
