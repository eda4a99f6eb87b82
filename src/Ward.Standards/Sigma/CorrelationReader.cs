using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads a correlation document.</summary>
internal static class CorrelationReader
{
    private const int MaxRules = 64;

    private static readonly Dictionary<string, SigmaCorrelationType> Types = new(StringComparer.Ordinal)
    {
        ["event_count"] = SigmaCorrelationType.EventCount,
        ["value_count"] = SigmaCorrelationType.ValueCount,
        ["temporal"] = SigmaCorrelationType.Temporal,
        ["temporal_ordered"] = SigmaCorrelationType.TemporalOrdered,
        ["value_sum"] = SigmaCorrelationType.ValueSum,
        ["value_avg"] = SigmaCorrelationType.ValueAverage,
        ["value_median"] = SigmaCorrelationType.ValueMedian,
        ["value_percentile"] = SigmaCorrelationType.ValuePercentile,
    };

    internal static SigmaCorrelation? Read(YamlMappingNode root, FieldReader fields)
    {
        fields.RefuseUnknown(root, "", [.. HeaderReader.Known, "correlation", "generate"]);
        var header = HeaderReader.Read(root, fields);
        if (fields.Map(root, "", "correlation") is not { } body) return null;
        var name = fields.Text(body, "correlation.", "type", required: true);
        if (!Types.TryGetValue(name, out var type))
        {
            if (name.Length > 0) fields.Error(Node(body, "type"), "correlation.type", string.Join(", ", Types.Keys), name);
            return null;
        }

        fields.RefuseUnknown(body, "correlation.", "type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
        var (rules, lines) = Rules(body, fields);
        var timespan = Timespan(body, fields);
        var condition = CorrelationConditionReader.Read(body, type, rules, fields);
        if (rules.Count == 0 && condition.Named.Count > 0)
            (rules, lines) = (condition.Named, [.. condition.Named.Select(_ => fields.Line(Node(body, "condition")))]);
        if (rules.Count == 0 && !fields.Failed) fields.Error(body, "correlation.rules", "at least one id or name of a rule");
        if (rules.Count > MaxRules) fields.Error(Node(body, "rules"), "correlation.rules", $"at most {MaxRules} rules");
        var correlation = new SigmaCorrelation(
            header,
            type,
            rules,
            lines,
            fields.Texts(body, "correlation.", "group-by"),
            Aliases(body, fields),
            timespan,
            condition.Fields,
            condition.Percentile,
            condition.Thresholds,
            condition.Pattern,
            fields.Flag(body, "correlation.", "generate") | fields.Flag(root, "", "generate"));
        return fields.Failed ? null : correlation;
    }

    private static (IReadOnlyList<string> Rules, IReadOnlyList<int> Lines) Rules(YamlMappingNode body, FieldReader fields)
    {
        var rules = new List<string>();
        var lines = new List<int>();
        var names = fields.Texts(body, "correlation.", "rules");
        var at = Node(body, "rules");
        for (var i = 0; i < names.Count; i++)
        {
            if (rules.Contains(names[i])) continue;
            rules.Add(names[i]);
            lines.Add(fields.Line(at is YamlSequenceNode list ? list.Children[i] : at));
        }

        return (rules, lines);
    }

    private static TimeSpan Timespan(YamlMappingNode body, FieldReader fields)
    {
        var text = fields.Text(body, "correlation.", "timespan", required: true);
        if (text.Length == 0) return default;
        long unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, 'w' => 604_800, _ => 0 };
        if (unit > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number * unit <= 366 * 86_400L)
            return TimeSpan.FromSeconds(number * unit);
        fields.Error(Node(body, "timespan"), "correlation.timespan", "a number and s, m, h, d or w, up to 366d", text);
        return default;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Aliases(YamlMappingNode body, FieldReader fields)
    {
        var aliases = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        if (!body.Has("aliases") || fields.Map(body, "correlation.", "aliases") is not { } map) return aliases;
        foreach (var (key, _) in map.Children)
        {
            if (fields.Map(map, "correlation.aliases.", key.Text()) is not { } byRule) continue;
            var fieldOf = new Dictionary<string, string>();
            foreach (var (rule, _) in byRule.Children)
                fieldOf[rule.Text()] = fields.Text(byRule, $"correlation.aliases.{key.Text()}.", rule.Text(), required: true);
            aliases[key.Text()] = fieldOf;
        }

        return aliases;
    }

    private static YamlNode Node(YamlMappingNode map, string name) => map.TryFind(name, out var node) ? node : map;
}
