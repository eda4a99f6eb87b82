namespace Ward.Standards.Sigma.Pipelines;

/// <summary>The conditions of one kind of an item, under their names, and how they are linked. Without any it holds.</summary>
/// <param name="Link">Over the names; never null where there are conditions.</param>
internal sealed record ConditionGroup<T>(IReadOnlyDictionary<string, T> Conditions, SigmaCondition? Link, bool Negated)
{
    internal bool Holds(Func<T, bool> holds) => (Link is null || Holds(Link, holds)) != (Negated && Link is not null);

    private bool Holds(SigmaCondition link, Func<T, bool> holds) => link switch
    {
        SigmaCondition.And(var left, var right) => Holds(left, holds) && Holds(right, holds),
        SigmaCondition.Or(var left, var right) => Holds(left, holds) || Holds(right, holds),
        SigmaCondition.Not(var inner) => !Holds(inner, holds),
        SigmaCondition.Selection(var name) => holds(Conditions[name]),
        SigmaCondition.AtLeast(var count, var names) => names.Count(n => holds(Conditions[n])) >= count,
        _ => throw new InvalidOperationException($"Unknown condition {link.GetType()}."),
    };
}
