namespace Ward.Server.Application.Views;

/// <summary>One line of a hunt that is followed; what is not of its kind is left out.</summary>
/// <param name="Kind">finding, progress, or at the end paused, done or failed.</param>
public sealed record HuntLine(string Kind)
{
    public FindingView? Finding { get; init; }

    public HuntView? Hunt { get; init; }
}
