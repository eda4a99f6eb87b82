namespace Ward.Server.Application.Views;

/// <summary>One hunt and how far it is.</summary>
/// <param name="Stage">waiting, running, paused, done or failed.</param>
/// <param name="Refused">Rules of its files that are not in force, and why; bounded.</param>
/// <param name="Done">Events looked at.</param>
/// <param name="Total">Events to look at; 0 until they are counted.</param>
/// <param name="At">Time of the event looked at last.</param>
/// <param name="WithoutSource">Events of which the store does not know the log source: rules that ask for one are blind to them.</param>
/// <param name="Errors">Events at which an analytic failed.</param>
/// <param name="Rate">Events in a second since it last began to run; 0 while it does not run.</param>
/// <param name="SecondsLeft">As it goes now; null where that cannot be said.</param>
/// <param name="GivesWay">True while it waits for the live watch.</param>
public sealed record HuntView(
    string Id, string Title, string By, DateTimeOffset Asked, string Stage, string? Trouble, string? Query, int Rules, IReadOnlyList<string> Refused,
    DateTimeOffset? From, DateTimeOffset? Until, long Done, long Total, DateTimeOffset? At, long Findings, long WithoutSource, long Errors,
    double Rate, double? SecondsLeft, bool GivesWay, DateTimeOffset? Ended)
{
    /// <summary>Baselines that learn and speak in it.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>Indicators that are sought.</summary>
    public long Indicators { get; init; }

    /// <summary>Threat feeds of which they are; those of files are not among them.</summary>
    public IReadOnlyList<string> Feeds { get; init; } = [];

    /// <summary>Which content of each of them is hunted, from beginning to end.</summary>
    public IReadOnlyList<HuntedVersionView> FeedVersions { get; init; } = [];
}
