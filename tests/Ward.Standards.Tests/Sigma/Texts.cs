using Ward.Standards.Sigma;

namespace Ward.Standards.Tests.Sigma;

/// <summary>Rules in few words.</summary>
internal static class Texts
{
    internal static string Rule(string selection, string id = "r", string source = "product: windows", string rest = "") =>
        $"title: Rule {id}\nid: {id}\nlogsource:\n  {source}\ndetection:\n  s:\n    {selection}\n  condition: s\n{rest}";

    internal static SigmaRule Read(string text)
    {
        var reading = SigmaParser.Read("r.yml", text);
        Assert.Empty(reading.Errors);
        return Assert.Single(reading.Rules);
    }

    /// <summary>The tree on one line: <c>f=v</c>, AND as a comma, OR as a bar.</summary>
    internal static string Shape(SigmaRule rule) => string.Join(" ", rule.Selections.Select(s => $"{s.Name}({Shape(s.Detection)})")) + " " + Shape(rule.Condition);

    private static string Shape(SigmaDetection detection) => detection switch
    {
        SigmaDetection.All(var parts) => string.Join(", ", parts.Select(Shape)),
        SigmaDetection.Any(var parts) => $"[{string.Join(" | ", parts.Select(Shape))}]",
        SigmaDetection.Field field => $"{field.Name}{(field.Negated ? "!" : "")}={string.Join(field.Every ? "&" : "|", field.Tests.Select(Shape))}",
        SigmaDetection.Keywords words => string.Join(words.Every ? "&" : "|", words.Tests.Select(Shape)),
        _ => "?",
    };

    private static string Shape(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, _) => pattern.ToString(),
        SigmaTest.Expression(var regex) => $"/{regex}/",
        SigmaTest.OneOf(var tests) => $"<{string.Join(",", tests.Select(Shape))}>",
        SigmaTest.SameAs same => $"@{same.Field}",
        SigmaTest.Cidr(var network) => network.ToString(),
        SigmaTest.Expand(var template) => template.ToString(),
        SigmaTest.Null => "null",
        _ => test.GetType().Name,
    };

    private static string Shape(SigmaCondition condition) => condition switch
    {
        SigmaCondition.And(var left, var right) => $"({Shape(left)} and {Shape(right)})",
        SigmaCondition.Or(var left, var right) => $"({Shape(left)} or {Shape(right)})",
        SigmaCondition.Not(var inner) => $"not {Shape(inner)}",
        SigmaCondition.Selection(var name) => name,
        SigmaCondition.AtLeast(var count, var names) => $"{count} of {string.Join('+', names)}",
        _ => "?",
    };
}
