namespace Ward.Server.Application.Views;

/// <summary>What one detector adds to a risk.</summary>
/// <param name="Title">May quote hostile text.</param>
/// <param name="Times">Findings; repeats add ever less.</param>
/// <param name="Quiet">True where none of them is a reason to look up by itself.</param>
/// <param name="Incident">The incident that the newest of them went into.</param>
public sealed record RiskReasonView(
    string Detector, string Title, double Points, long Times, bool Quiet, string Severity, string Meaning, IReadOnlyList<string> Techniques,
    DateTimeOffset First, DateTimeOffset Last, string Finding, string Incident);
