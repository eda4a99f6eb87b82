namespace Ward.Server.Application.Views;

/// <summary>Why a document is not in force.</summary>
/// <param name="Line">From 1; 0 for the file itself.</param>
/// <param name="Reason">What was expected there and what was found; may quote hostile text.</param>
public sealed record RefusedRuleView(string File, int Line, string Field, string Reason);
