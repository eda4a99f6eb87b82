namespace Ward.Server.Application.Views;

/// <summary>A part of a rule's condition over one event.</summary>
/// <param name="Kind">all, any, some, not, selection, field, keywords or value.</param>
/// <param name="Words">What it asks; made of the rule's text.</param>
/// <param name="Path">Where the event has the field, or null.</param>
/// <param name="Value">What is there, or null; hostile text.</param>
/// <param name="Sought">Names under which it was looked for, where it was not found.</param>
/// <param name="Line">Line in the rule's file; 0 where it has none.</param>
public sealed record ReasonView(string Kind, string Words, bool Holds, string? Path, string? Value, IReadOnlyList<string> Sought, int Line, IReadOnlyList<ReasonView> Parts);
