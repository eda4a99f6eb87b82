using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>Turns the parsed tree into nodes that read an event.</summary>
internal sealed class TreeCompiler(FieldTable fields, PredicateTable predicates)
{
    /// <param name="rule">Without placeholders: those are filled before.</param>
    internal Node Compile(SigmaRule rule)
    {
        var selections = rule.Selections.ToDictionary(s => s.Name, s => (Node)new SelectionNode(s.Name, Detection(s.Detection)));
        return Condition(rule.Condition, selections);
    }

    private static Node Condition(SigmaCondition condition, Dictionary<string, Node> selections) => condition switch
    {
        SigmaCondition.And(var left, var right) => new AtLeastNode(2, [Condition(left, selections), Condition(right, selections)]),
        SigmaCondition.Or(var left, var right) => new AtLeastNode(1, [Condition(left, selections), Condition(right, selections)]),
        SigmaCondition.Not(var inner) => new NotNode(Condition(inner, selections)),
        SigmaCondition.Selection(var name) => selections[name],
        SigmaCondition.AtLeast(var count, var names) => new AtLeastNode(count, [.. names.Select(n => selections[n])]),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    private Node Detection(SigmaDetection detection) => detection switch
    {
        SigmaDetection.All { Parts: [var only] } => Detection(only),
        SigmaDetection.All(var parts) => new AtLeastNode(parts.Count, [.. parts.Select(Detection)]),
        SigmaDetection.Any(var parts) => new AtLeastNode(1, [.. parts.Select(Detection)]),
        SigmaDetection.Field field => Field(field),
        SigmaDetection.Keywords words => Keywords(words),
        _ => throw new InvalidOperationException($"Unknown detection {detection.GetType()}."),
    };

    private FieldNode Field(SigmaDetection.Field field)
    {
        var number = fields.Add(field.Name);
        var present = field.Tests.Where(t => !IsOfAbsence(t)).ToList();
        return new FieldNode(number, Units(number, present, field.Every), field.Tests.Count - present.Count, field.Every, field.Negated);
    }

    private KeywordNode Keywords(SigmaDetection.Keywords words)
    {
        var explained = words.Tests.SelectMany(t => predicates.Unit(Predicate.Anywhere, [t]).Members.Select(m => (m, Word(t)))).ToList();
        return new KeywordNode(Units(Predicate.Anywhere, words.Tests, words.Every), explained, words.Every);
    }

    private Unit[] Units(int field, IReadOnlyList<SigmaTest> tests, bool every) =>
        tests.Count == 0 ? [] : every ? [.. tests.Select(t => predicates.Unit(field, [t])).Distinct()] : [predicates.Unit(field, tests)];

    private static bool IsOfAbsence(SigmaTest test) => test is SigmaTest.Null or SigmaTest.Exists { Present: false };

    private static string Word(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, _) => pattern.ToString().Trim('*'),
        SigmaTest.Expression(var regex) => regex.ToString(),
        SigmaTest.OneOf(var tests) => Word(tests[0]),
        _ => throw new InvalidOperationException($"No keyword: {test.GetType()}."),
    };
}
