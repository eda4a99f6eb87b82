namespace Ward.Standards.Stix.Patterns;

/// <summary>A pattern as it was read (STIX 2.1, section 9).</summary>
/// <param name="Observed">The expressions in square brackets, in the order of the text; <see cref="ObservationExpression.Observed.Number"/> is the index.</param>
public sealed record StixPattern(string Text, ObservationExpression Root, IReadOnlyList<ComparisonExpression> Observed);
