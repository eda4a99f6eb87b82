namespace Ward.Standards.Sigma;

/// <summary>A filter document (Sigma 2.1, filters specification): a condition that is joined by AND to those of other rules.</summary>
/// <param name="LogSource">A rule is filtered only where it states the same in every part that the filter states.</param>
/// <param name="Rules">Ids or names of the rules; empty: every rule whose log source fits ('any').</param>
/// <param name="Condition">As written, thus mostly <c>not selection</c>: it must hold for a rule to speak.</param>
public sealed record SigmaFilter(
    SigmaHeader Header,
    SigmaLogSource LogSource,
    IReadOnlyList<string> Rules,
    IReadOnlyList<SigmaSelection> Selections,
    SigmaCondition Condition);
