using Ward.Standards.Stix.Patterns;

namespace Ward.Standards.Stix.Matching;

/// <summary>Whether an observation satisfies what stands in square brackets: one of its objects must satisfy all of it.</summary>
public static class ObjectTest
{
    public static StixVerdict Holds(ComparisonExpression expression, IObservedObjects objects)
    {
        var verdict = StixVerdict.NoMatch;
        var values = new List<StixValue>();
        for (var number = 0; number < objects.Count; number++)
        {
            var one = Of(expression, objects, number, values);
            if (one == StixVerdict.Match) return one;
            if (one == StixVerdict.Undefined) verdict = one;
        }

        return verdict;
    }

    private static StixVerdict Of(ComparisonExpression expression, IObservedObjects objects, int number, List<StixValue> values)
    {
        switch (expression)
        {
            case ComparisonExpression.And and:
                var all = StixVerdict.Match;
                foreach (var part in and.Parts)
                {
                    var one = Of(part, objects, number, values);
                    if (one == StixVerdict.NoMatch) return one;
                    if (one == StixVerdict.Undefined) all = one;
                }

                return all;
            case ComparisonExpression.Or or:
                var any = StixVerdict.NoMatch;
                foreach (var part in or.Parts)
                {
                    var one = Of(part, objects, number, values);
                    if (one == StixVerdict.Match) return one;
                    if (one == StixVerdict.Undefined) any = one;
                }

                return any;
            case ComparisonExpression.Exists exists:
                if (!Read(exists.Path, objects, number, values)) return StixVerdict.NoMatch;
                return values.Count > 0 != exists.Negated ? StixVerdict.Match : StixVerdict.NoMatch;
            case ComparisonExpression.Test test:
                return Read(test.Path, objects, number, values) ? Of(test, values) : StixVerdict.NoMatch;
            default: throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}.");
        }
    }

    private static bool Read(ObjectPath path, IObservedObjects objects, int number, List<StixValue> values)
    {
        values.Clear();
        if (!string.Equals(objects.TypeOf(number), path.Type, StringComparison.Ordinal)) return false;
        objects.Read(number, path, values);
        return true;
    }

    private static StixVerdict Of(ComparisonExpression.Test test, List<StixValue> values)
    {
        var verdict = StixVerdict.NoMatch;
        foreach (var value in values)
        {
            var holds = ValueComparison.Holds(test, value);
            if (holds == true) return StixVerdict.Match;
            if (holds is null) verdict = StixVerdict.Undefined;
        }

        return verdict;
    }
}
