using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads a correlation document; event_count alone so far.</summary>
internal static class CorrelationReader
{
    private static readonly string[] Later =
        ["value_count", "temporal", "temporal_ordered", "value_sum", "value_avg", "value_percentile", "value_median", "value_min", "value_max"];

    internal static SigmaCorrelation? Read(YamlMappingNode root, FieldReader fields)
    {
        fields.RefuseUnknown(root, "", [.. HeaderReader.Known, "correlation", "generate"]);
        var header = HeaderReader.Read(root, fields);
        if (fields.Map(root, "", "correlation") is not { } body) return null;
        var type = fields.Text(body, "correlation.", "type", required: true);
        if (type != "event_count")
        {
            if (Later.Contains(type)) fields.Error(Node(body, "type"), "correlation.type", $"event_count; {type} is not supported yet", type);
            else if (type.Length > 0) fields.Error(Node(body, "type"), "correlation.type", $"event_count, {string.Join(", ", Later)}", type);
            return null;
        }

        fields.RefuseUnknown(body, "correlation.", "type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
        var rules = fields.Texts(body, "correlation.", "rules");
        if (rules.Count == 0 && !fields.Failed) fields.Error(body, "correlation.rules", "at least one id or name of a rule");
        var timespan = Timespan(body, fields);
        var condition = Condition(body, fields);
        var correlation = new SigmaCorrelation(
            header,
            rules,
            fields.Texts(body, "correlation.", "group-by"),
            Aliases(body, fields),
            timespan,
            condition,
            fields.Flag(body, "correlation.", "generate") | fields.Flag(root, "", "generate"));
        return fields.Failed ? null : correlation;
    }

    private static TimeSpan Timespan(YamlMappingNode body, FieldReader fields)
    {
        var text = fields.Text(body, "correlation.", "timespan", required: true);
        if (text.Length == 0) return default;
        long unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };
        if (unit > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number * unit <= 366 * 86_400L)
            return TimeSpan.FromSeconds(number * unit);
        fields.Error(Node(body, "timespan"), "correlation.timespan", "a number and s, m, h or d, up to 366d", text);
        return default;
    }

    private static List<SigmaThreshold> Condition(YamlMappingNode body, FieldReader fields)
    {
        var thresholds = new List<SigmaThreshold>();
        if (fields.Map(body, "correlation.", "condition") is not { } map) return thresholds;
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
            if (comparison is null)
                fields.Error(key, $"correlation.condition.{key.Text()}", "gt, gte, lt, lte, eq or neq", key.Text());
            else if (int.TryParse(value.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                thresholds.Add(new SigmaThreshold(comparison.Value, number));
            else
                fields.Error(value, $"correlation.condition.{key.Text()}", "a whole number of events", value.Text());
        }

        if (map.Children.Count == 0) fields.Error(map, "correlation.condition", "gt, gte, lt, lte, eq or neq");
        return thresholds;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Aliases(YamlMappingNode body, FieldReader fields)
    {
        var aliases = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        if (!body.Has("aliases") || fields.Map(body, "correlation.", "aliases") is not { } map) return aliases;
        foreach (var (key, _) in map.Children)
        {
            if (fields.Map(map, "correlation.aliases.", key.Text()) is not { } byRule) continue;
            aliases[key.Text()] = byRule.Children.ToDictionary(
                c => c.Key.Text(), c => fields.Text(byRule, $"correlation.aliases.{key.Text()}.", c.Key.Text(), required: true));
        }

        return aliases;
    }

    private static YamlNode Node(YamlMappingNode map, string name) => map.TryFind(name, out var node) ? node : map;
}
