using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads the condition of a correlation: bounds, the field that is measured, or a boolean pattern over rule names.</summary>
internal static class CorrelationConditionReader
{
    private const string Place = "correlation.condition";
    private const int MaxFields = 8;

    /// <param name="Named">The rules that the pattern names, in the order in which they first stand there.</param>
    internal sealed record Result(
        IReadOnlyList<SigmaThreshold> Thresholds, SigmaCondition? Pattern, IReadOnlyList<string> Named, IReadOnlyList<string> Fields, double Percentile);

    internal static Result Read(YamlMappingNode body, SigmaCorrelationType type, IReadOnlyList<string> rules, FieldReader fields)
    {
        var isTemporal = type is SigmaCorrelationType.Temporal or SigmaCorrelationType.TemporalOrdered;
        if (!body.TryFind("condition", out var node) && isTemporal) return new Result([], null, [], [], 0);
        if (isTemporal && node is YamlScalarNode scalar) return Pattern(scalar, rules, fields);
        if (fields.Map(body, "correlation.", "condition") is not { } map) return new Result([], null, [], [], 0);
        var measured = Measured(map, type, fields);
        var thresholds = Thresholds(map, isCount: isTemporal || type is SigmaCorrelationType.EventCount or SigmaCorrelationType.ValueCount, fields);
        return new Result(thresholds, null, [], measured, Percentile(map, type, fields));
    }

    private static Result Pattern(YamlScalarNode node, IReadOnlyList<string> rules, FieldReader fields)
    {
        IReadOnlyList<string> named = rules.Count > 0 ? rules : Names(node.Text());
        var pattern = ConditionParser.Parse(node.Text(), [.. named], out var refusal);
        if (pattern is null) fields.Error(node, Place, refusal.Expected, refusal.Found);
        return new Result([], pattern, named, [], 0);
    }

    private static List<string> Names(string text) =>
        [.. text.Split([' ', '\t', '\r', '\n', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !(word.Equals("and", StringComparison.OrdinalIgnoreCase) || word.Equals("or", StringComparison.OrdinalIgnoreCase) || word.Equals("not", StringComparison.OrdinalIgnoreCase)))
            .Distinct()];

    private static List<SigmaThreshold> Thresholds(YamlMappingNode map, bool isCount, FieldReader fields)
    {
        var thresholds = new List<SigmaThreshold>();
        foreach (var (key, value) in map.Children)
        {
            SigmaComparison? comparison = key.Text() switch
            {
                "gt" => SigmaComparison.Greater,
                "gte" => SigmaComparison.GreaterOrEqual,
                "lt" => SigmaComparison.Less,
                "lte" => SigmaComparison.LessOrEqual,
                "eq" => SigmaComparison.Equal,
                "neq" => SigmaComparison.NotEqual,
                _ => null,
            };
            if (key.Text() is "field" or "percentile") continue;
            if (comparison is null)
                fields.Error(key, $"{Place}.{key.Text()}", "gt, gte, lt, lte, eq, neq, field or percentile", key.Text());
            else if (isCount && int.TryParse(value.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                thresholds.Add(new SigmaThreshold(comparison.Value, count));
            else if (!isCount && double.TryParse(value.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                thresholds.Add(new SigmaThreshold(comparison.Value, number));
            else
                fields.Error(value, $"{Place}.{key.Text()}", isCount ? "a whole number, 0 or more" : "a number", value.Text());
        }

        if (thresholds.Count == 0 && !fields.Failed) fields.Error(map, Place, "gt, gte, lt, lte, eq or neq");
        return thresholds;
    }

    private static IReadOnlyList<string> Measured(YamlMappingNode map, SigmaCorrelationType type, FieldReader fields)
    {
        var names = fields.Texts(map, $"{Place}.", "field");
        map.TryFind("field", out var node);
        switch (type)
        {
            case SigmaCorrelationType.EventCount or SigmaCorrelationType.Temporal or SigmaCorrelationType.TemporalOrdered:
                if (node is not null) fields.Error(node, $"{Place}.field", "no field: this type counts events or rules", node.Text());
                break;
            case SigmaCorrelationType.ValueCount:
                if (names.Count is 0 or > MaxFields && !fields.Failed) fields.Error(node ?? map, $"{Place}.field", $"one to {MaxFields} names of fields whose values are counted");
                break;
            default:
                if (names.Count != 1 && !fields.Failed) fields.Error(node ?? map, $"{Place}.field", "the name of the field whose values are measured");
                break;
        }

        return names;
    }

    private static double Percentile(YamlMappingNode map, SigmaCorrelationType type, FieldReader fields)
    {
        var isThere = map.TryFind("percentile", out var node);
        if (type != SigmaCorrelationType.ValuePercentile)
        {
            if (isThere) fields.Error(node, $"{Place}.percentile", "no percentile: only value_percentile has one", node.Text());
            return type == SigmaCorrelationType.ValueMedian ? 50 : 0;
        }

        if (isThere && double.TryParse(node.Text(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile) && percentile is >= 0 and <= 100)
            return percentile;
        fields.Error(isThere ? node : map, $"{Place}.percentile", "a number from 0 to 100", isThere ? node.Text() : "");
        return 0;
    }
}
