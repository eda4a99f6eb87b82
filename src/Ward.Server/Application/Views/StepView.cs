namespace Ward.Server.Application.Views;

/// <summary>One attack step of a forecast path.</summary>
/// <param name="CutBy">The measure of the prescription that stops it, in words, or null.</param>
public sealed record StepView(
    string From, string To, string Technique, double Probability, double Hours,
    string? Flow, string? Exposure, string? Account, string Words, string? CutBy);
