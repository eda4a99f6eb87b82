namespace Ward.Server.Application.Views;

/// <summary>One change for the better. Nothing carries it out: whoever owns it does.</summary>
/// <param name="Countermeasure">D3FEND technique id.</param>
/// <param name="Element">The element that could carry it out, or null where a person must.</param>
/// <param name="Lowers">What the city can expect to lose less in a month, once those before it are done, in minutes of one person's work.</param>
/// <param name="Share">The same as a share of what it can expect to lose today, 0..1.</param>
/// <param name="Due">By when, UTC.</param>
public sealed record StandingChangeView(
    string Kind, string Words, string Countermeasure, string? Element, double Lowers, double Share, double Cost, string Owner, DateTimeOffset Due, IReadOnlyList<string> Why, string Undo)
{
    /// <summary>Of the recommendation that it is: what was decided about it stands there.</summary>
    public string Recommendation { get; init; } = "";
}
