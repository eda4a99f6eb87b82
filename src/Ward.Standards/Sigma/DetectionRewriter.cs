namespace Ward.Standards.Sigma;

/// <summary>Makes a rule over from its fields and keywords; what becomes empty is left out, of the condition too.</summary>
internal static class DetectionRewriter
{
    /// <summary>
    /// The rule with each <see cref="SigmaDetection.Field"/> and <see cref="SigmaDetection.Keywords"/> replaced by what the function makes of it,
    /// null to leave it out; null where nothing is left that its condition asks.
    /// </summary>
    internal static SigmaRule? Map(SigmaRule rule, Func<SigmaDetection, SigmaDetection?> leaf)
    {
        var selections = new List<SigmaSelection>();
        foreach (var selection in rule.Selections)
            if (Map(selection.Detection, leaf) is { } detection) selections.Add(selection with { Detection = detection });
        if (selections.Count == rule.Selections.Count) return rule with { Selections = selections };
        return Pruned(rule.Condition, [.. selections.Select(s => s.Name)]) is { } condition ? rule with { Selections = selections, Condition = condition } : null;
    }

    internal static SigmaDetection? Map(SigmaDetection detection, Func<SigmaDetection, SigmaDetection?> leaf)
    {
        switch (detection)
        {
            case SigmaDetection.All(var parts):
                var all = parts.Select(p => Map(p, leaf)).OfType<SigmaDetection>().ToList();
                return all.Count == 0 ? null : new SigmaDetection.All(all);
            case SigmaDetection.Any(var parts):
                var any = parts.Select(p => Map(p, leaf)).OfType<SigmaDetection>().ToList();
                return any.Count == 0 ? null : new SigmaDetection.Any(any);
            default:
                return leaf(detection);
        }
    }

    internal static IEnumerable<SigmaDetection> Leaves(SigmaRule rule) => rule.Selections.SelectMany(s => s.Detection.Leaves());

    private static SigmaCondition? Pruned(SigmaCondition condition, HashSet<string> left) => condition switch
    {
        SigmaCondition.And(var a, var b) => Both(Pruned(a, left), Pruned(b, left), static (x, y) => new SigmaCondition.And(x, y)),
        SigmaCondition.Or(var a, var b) => Both(Pruned(a, left), Pruned(b, left), static (x, y) => new SigmaCondition.Or(x, y)),
        SigmaCondition.Not(var inner) => Pruned(inner, left) is { } still ? new SigmaCondition.Not(still) : null,
        SigmaCondition.Selection(var name) => left.Contains(name) ? condition : null,
        SigmaCondition.AtLeast(var count, var names) => names.Where(left.Contains).ToList() is { Count: > 0 } still
            ? new SigmaCondition.AtLeast(count == names.Count ? still.Count : Math.Min(count, still.Count), still)
            : null,
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    private static SigmaCondition? Both(SigmaCondition? a, SigmaCondition? b, Func<SigmaCondition, SigmaCondition, SigmaCondition> join) =>
        a is null ? b : b is null ? a : join(a, b);
}
