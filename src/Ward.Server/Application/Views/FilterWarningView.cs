namespace Ward.Server.Application.Views;

/// <summary>An incident that would have lost findings to a filter, and should not have.</summary>
/// <param name="Reason">truePositive, measure or both.</param>
/// <param name="Findings">How many of its findings.</param>
/// <param name="Words">In a sentence; may quote hostile text.</param>
public sealed record FilterWarningView(string Incident, string Title, string Reason, int Findings, string Words);
