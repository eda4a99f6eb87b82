using System.Security.Cryptography;
using System.Text;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>What a rule asks, as a hash: the same for rules that hold for the same events by the same tree, whatever else they say of themselves.</summary>
internal static class RuleContent
{
    internal static string Of(SigmaRule rule)
    {
        var text = new StringBuilder($"{rule.LogSource}\n{Of(rule.Condition)}\n");
        foreach (var selection in rule.Selections) text.Append(selection.Name.Length).Append(' ').Append(selection.Name).Append(Of(selection.Detection)).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Of(SigmaCondition condition) => condition switch
    {
        SigmaCondition.And(var left, var right) => $"and({Of(left)},{Of(right)})",
        SigmaCondition.Or(var left, var right) => $"or({Of(left)},{Of(right)})",
        SigmaCondition.Not(var inner) => $"not({Of(inner)})",
        SigmaCondition.Selection(var name) => $"{name.Length} {name}",
        SigmaCondition.AtLeast(var count, var names) => $"{count} of({string.Join(',', names.Select(n => $"{n.Length} {n}"))})",
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    private static string Of(SigmaDetection detection) => detection switch
    {
        SigmaDetection.All(var parts) => $"all({string.Join(',', parts.Select(Of))})",
        SigmaDetection.Any(var parts) => $"any({string.Join(',', parts.Select(Of))})",
        SigmaDetection.Field field => $"{field.Name.Length} {field.Name} {field.Every} {field.Negated}({string.Join(',', field.Tests.Select(Of))})",
        SigmaDetection.Keywords words => $"words {words.Every}({string.Join(',', words.Tests.Select(Of))})",
        _ => throw new InvalidOperationException($"Unknown detection {detection.GetType()}."),
    };

    private static string Of(SigmaTest test) => test switch
    {
        SigmaTest.Null => "null",
        SigmaTest.OneOf(var tests) => $"one({string.Join(',', tests.Select(Of))})",
        _ => PredicateKey.Of(test),
    };
}
