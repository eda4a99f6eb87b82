using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>Turns the parsed tree into nodes that read an event.</summary>
internal sealed class TreeCompiler(FieldTable fields)
{
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
        SigmaDetection.Keywords words => new KeywordNode([.. words.Tests.Select(Test)], [.. words.Tests.Select(Word)], words.Every),
        _ => throw new InvalidOperationException($"Unknown detection {detection.GetType()}."),
    };

    private FieldNode Field(SigmaDetection.Field field)
    {
        var whenAbsent = field.Tests.Count(t => t is SigmaTest.Null or SigmaTest.Exists { Present: false });
        var tests = field.Tests.Where(t => t is not (SigmaTest.Null or SigmaTest.Exists { Present: false })).Select(Test);
        return new FieldNode(fields.Add(field.Name), [.. tests], whenAbsent, field.Every, field.Negated);
    }

    private ValueTest Test(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, var cased) => TextTest.For(pattern, cased),
        SigmaTest.Expression(var regex) => new ExpressionTest(regex),
        SigmaTest.Cidr(var network) => new CidrTest(network),
        SigmaTest.Number(var comparison, var value) => new NumberTest(comparison, value),
        SigmaTest.SameAs(var other, var cased) => new SameAsTest(fields.Add(other), cased),
        SigmaTest.Exists { Present: true } => TextTest.For(SigmaPattern.Parse("*"), cased: false),
        SigmaTest.OneOf(var tests) => new OneOfTest([.. tests.Select(Test)]),
        _ => throw new InvalidOperationException($"Unknown test {test.GetType()}."),
    };

    private static string Word(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, _) => pattern.ToString().Trim('*'),
        SigmaTest.Expression(var regex) => regex.ToString(),
        SigmaTest.OneOf(var tests) => Word(tests[0]),
        _ => throw new InvalidOperationException($"No keyword: {test.GetType()}."),
    };
}
