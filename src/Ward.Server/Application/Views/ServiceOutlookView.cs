namespace Ward.Server.Application.Views;

/// <summary>Whether and when a service would fall, over all ways together, to an attacker who tries everything.</summary>
/// <param name="Probability">0..1, within the horizon.</param>
/// <param name="StandardError">Of the simulation alone.</param>
/// <param name="Fast">Hours; a tenth of those that reach it are faster.</param>
/// <param name="Usual">Hours; half are faster.</param>
/// <param name="Slow">Hours; nine tenths are faster.</param>
/// <param name="Likely">0..1, corrected by how simulated attackers who tire and mostly want something else fared.</param>
/// <param name="LikelyAfter">Hours, half of those that fell, corrected likewise.</param>
public sealed record ServiceOutlookView(
    string Service, string ServiceName, double Probability, double StandardError, double WithinHour, double WithinDay, double WithinWeek, double Fast, double Usual, double Slow,
    double Likely, double LikelyAfter);
