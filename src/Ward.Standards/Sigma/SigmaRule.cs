namespace Ward.Standards.Sigma;

/// <summary>A detection document (Sigma 2.1, rules specification).</summary>
/// <param name="Selections">The search identifiers, in the order of the file; names are unique.</param>
/// <param name="Condition">Over the names of <paramref name="Selections"/> alone; several conditions are joined by OR.</param>
public sealed record SigmaRule(
    SigmaHeader Header,
    SigmaLogSource LogSource,
    IReadOnlyList<SigmaSelection> Selections,
    SigmaCondition Condition);
