namespace Ward.Server.Application.Views;

/// <summary>Whether and when a service would fall, over all ways together.</summary>
/// <param name="Probability">0..1, within the horizon.</param>
/// <param name="StandardError">Of the simulation alone.</param>
/// <param name="Fast">Hours; a tenth of those that reach it are faster; null where none did.</param>
/// <param name="Usual">Hours; half are faster.</param>
/// <param name="Slow">Hours; nine tenths are faster.</param>
public sealed record ServiceOutlookView(
    string Service, string ServiceName, double Probability, double StandardError, double WithinHour, double WithinDay, double WithinWeek, double? Fast, double? Usual, double? Slow);
