namespace Ward.Standards.Sigma;

/// <summary>The condition of a rule, over selection names that exist.</summary>
public abstract record SigmaCondition
{
    private SigmaCondition() { }

    public sealed record And(SigmaCondition Left, SigmaCondition Right) : SigmaCondition;

    public sealed record Or(SigmaCondition Left, SigmaCondition Right) : SigmaCondition;

    public sealed record Not(SigmaCondition Inner) : SigmaCondition;

    public sealed record Selection(string Name) : SigmaCondition;

    /// <summary><c>1 of x*</c>, <c>N of them</c>, <c>all of x*</c>.</summary>
    /// <param name="Count">How many of the selections hold at least; for 'all', how many there are.</param>
    /// <param name="Names">The selections that the pattern names, at least <paramref name="Count"/>.</param>
    public sealed record AtLeast(int Count, IReadOnlyList<string> Names) : SigmaCondition;

    /// <summary>The selections that it names, in its order; one that it names twice comes twice.</summary>
    public IEnumerable<string> SelectionNames() => this switch
    {
        And(var left, var right) => left.SelectionNames().Concat(right.SelectionNames()),
        Or(var left, var right) => left.SelectionNames().Concat(right.SelectionNames()),
        Not(var inner) => inner.SelectionNames(),
        Selection(var name) => [name],
        AtLeast(_, var names) => names,
        _ => throw new InvalidOperationException($"Unknown condition {GetType()}."),
    };
}
