namespace Ward.Detect.Matching;

/// <summary>What must have fired before a rule can hold: one of these predicates, or one of these fields being there.</summary>
/// <param name="Likelihood">Roughly, per event: the smaller, the better to wait for.</param>
internal sealed record Witness(double Likelihood, IReadOnlyList<int> Predicates, IReadOnlyList<int> Fields)
{
    /// <summary>One of them holds: null where one of them may do so without a witness.</summary>
    internal static Witness? Any(IEnumerable<Witness?> parts)
    {
        var likelihood = 0.0;
        var (predicates, fields) = (new HashSet<int>(), new HashSet<int>());
        foreach (var part in parts)
        {
            if (part is null) return null;
            likelihood += part.Likelihood;
            predicates.UnionWith(part.Predicates);
            fields.UnionWith(part.Fields);
        }

        return new Witness(likelihood, [.. predicates], [.. fields]);
    }

    /// <summary>At least so many of them hold, so whichever are left out, one of the others does.</summary>
    internal static Witness? AtLeast(int count, IReadOnlyList<Witness?> parts)
    {
        if (count == 0) return null;
        var needed = parts.Count - count + 1;
        var known = parts.OfType<Witness>().OrderBy(w => w.Likelihood).Take(needed).ToList();
        return known.Count < needed ? null : Any(known);
    }
}
