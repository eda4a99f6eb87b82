namespace Ward.Server.Application.Views;

/// <summary>An incident in a list.</summary>
/// <param name="Title">May quote hostile text.</param>
/// <param name="Reason">Why it has this severity.</param>
/// <param name="Open">False once judged, unless a plan of it still waits or is in force.</param>
/// <param name="WorstService">The service most at risk, or null.</param>
/// <param name="WorstProbability">0..1, without any plan.</param>
/// <param name="PlanState">Of the newest plan, or null.</param>
/// <param name="Judgement">The newest, or null.</param>
public sealed record IncidentRow(
    string Id, int Revision, string Title, string Severity, string Reason, bool Open, bool Attested,
    DateTimeOffset Opened, DateTimeOffset Updated, int Findings, IReadOnlyList<EntityView> Entities,
    string? WorstService, double WorstProbability, string? Plan, string? PlanState, string? PlanStateWords, string? Judgement);
