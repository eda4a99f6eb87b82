namespace Ward.Standards.Stix.Patterns;

/// <summary>What one object of an observation must be like (STIX 2.1, 9.2).</summary>
public abstract record ComparisonExpression
{
    private ComparisonExpression() { }

    /// <summary>All parts, by the same object.</summary>
    public sealed record And(IReadOnlyList<ComparisonExpression> Parts) : ComparisonExpression;

    public sealed record Or(IReadOnlyList<ComparisonExpression> Parts) : ComparisonExpression;

    /// <summary>A property against one literal, or several with <see cref="PatternOperator.In"/>.</summary>
    public sealed record Test(ObjectPath Path, bool Negated, PatternOperator Operator, IReadOnlyList<PatternLiteral> Values) : ComparisonExpression
    {
        /// <summary>Compiled for <see cref="PatternOperator.Matches"/> and <see cref="PatternOperator.Like"/>; never backtracks.</summary>
        public System.Text.RegularExpressions.Regex? Expression { get; init; }

        /// <summary>The network for <see cref="PatternOperator.IsSubset"/> and <see cref="PatternOperator.IsSuperset"/>; null where the literal is none.</summary>
        public System.Net.IPNetwork? Network { get; init; }
    }

    /// <summary>Whether the property is there at all.</summary>
    public sealed record Exists(ObjectPath Path, bool Negated) : ComparisonExpression;
}
