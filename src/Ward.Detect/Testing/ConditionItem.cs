using Ward.Detect.Explaining;
using Ward.Standards.Sigma;

namespace Ward.Detect.Testing;

/// <summary>One thing that a rule's condition asks: a value of a field, or a keyword, of a selection.</summary>
/// <param name="Selection">The first selection of the condition that has it.</param>
/// <param name="Field">As the rule names it; null for a keyword.</param>
/// <param name="Line">Line in the rule's file, from 1; 0 where a filter or pipeline made it.</param>
public sealed record ConditionItem(SigmaHeader Rule, string Selection, string? Field, int Line) : TestedItem(Rule, Selection, Line)
{
    internal SigmaTest Test { get; init; } = null!;

    /// <summary>True where the test must not hold (the modifier neq).</summary>
    internal bool Negated { get; init; }

    /// <inheritdoc/>
    public override string Words => Field is null ? $"the word {TestWords.Keyword(Test)}" : $"{(Negated ? "not: " : "")}{Field} {TestWords.Of(Test)}";

    /// <summary>Every item that the condition looks at, in the order of the selections.</summary>
    public static IReadOnlyList<ConditionItem> Of(SigmaRule rule)
    {
        var used = rule.Condition.SelectionNames().ToHashSet(StringComparer.Ordinal);
        return [.. rule.Selections.Where(s => used.Contains(s.Name)).SelectMany(s => s.Detection.Leaves().SelectMany(leaf => Of(rule.Header, s.Name, leaf)))];
    }

    private static IEnumerable<ConditionItem> Of(SigmaHeader rule, string selection, SigmaDetection leaf) => leaf switch
    {
        SigmaDetection.Field field => field.Tests.Select(t => new ConditionItem(rule, selection, field.Name, field.Line) { Test = t, Negated = field.Negated }),
        SigmaDetection.Keywords words => words.Tests.Select(t => new ConditionItem(rule, selection, null, words.Line) { Test = t }),
        _ => throw new InvalidOperationException($"Unknown leaf {leaf.GetType()}."),
    };
}
