namespace Ward.Standards.Sigma;

/// <summary>Joins filters to the rules that they name (Sigma 2.1, filters specification).</summary>
public static class FilterJoiner
{
    /// <summary>
    /// The rules in the same order, filtered. A filter that names what is not there, or a rule of another log source, is told of and
    /// changes nothing there: the rule then speaks rather than being silent by mistake.
    /// </summary>
    public static IReadOnlyList<SigmaRule> Join(IReadOnlyList<SigmaRule> rules, IReadOnlyList<SigmaFilter> filters, ICollection<SigmaError> errors)
    {
        if (filters.Count == 0) return rules;
        var joined = rules.ToArray();
        for (var f = 0; f < filters.Count; f++)
        {
            var filter = filters[f];
            foreach (var name in filter.Rules)
            {
                var named = rules.Where(r => r.Header.IsCalled(name)).ToList();
                if (named.Count == 0) Refuse(filter, "the id or name of a rule that was read", name, errors);
                else if (!named.Any(r => Fits(filter, r))) Refuse(filter, "a rule whose log source fits the filter's", name, errors);
            }

            for (var i = 0; i < joined.Length; i++)
                if (Fits(filter, joined[i]) && (filter.Rules.Count == 0 || filter.Rules.Any(joined[i].Header.IsCalled))) joined[i] = Join(joined[i], filter, f);
        }

        return joined;
    }

    private static SigmaRule Join(SigmaRule rule, SigmaFilter filter, int number)
    {
        var prefix = $"filter {number}: ";
        while (rule.Selections.Any(s => s.Name.StartsWith(prefix, StringComparison.Ordinal))) prefix = "another " + prefix;
        string Own(string name) => prefix + name;
        return rule with
        {
            Selections = [.. rule.Selections, .. filter.Selections.Select(s => s with { Name = Own(s.Name) })],
            Condition = new SigmaCondition.And(rule.Condition, Renamed(filter.Condition, Own)),
        };
    }

    private static SigmaCondition Renamed(SigmaCondition condition, Func<string, string> name) => condition switch
    {
        SigmaCondition.And(var left, var right) => new SigmaCondition.And(Renamed(left, name), Renamed(right, name)),
        SigmaCondition.Or(var left, var right) => new SigmaCondition.Or(Renamed(left, name), Renamed(right, name)),
        SigmaCondition.Not(var inner) => new SigmaCondition.Not(Renamed(inner, name)),
        SigmaCondition.Selection(var selection) => new SigmaCondition.Selection(name(selection)),
        SigmaCondition.AtLeast(var count, var names) => new SigmaCondition.AtLeast(count, [.. names.Select(name)]),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };


    private static bool Fits(SigmaFilter filter, SigmaRule rule) =>
        Same(filter.LogSource.Category, rule.LogSource.Category) && Same(filter.LogSource.Product, rule.LogSource.Product) && Same(filter.LogSource.Service, rule.LogSource.Service);

    private static bool Same(string stated, string there) => stated.Length == 0 || stated.Equals(there, StringComparison.OrdinalIgnoreCase);

    private static void Refuse(SigmaFilter filter, string expected, string found, ICollection<SigmaError> errors) =>
        errors.Add(new SigmaError(filter.Header.File, filter.Header.Line, "filter.rules", expected, FieldReader.Cut(found)) { Fault = SigmaFault.Filter });
}
