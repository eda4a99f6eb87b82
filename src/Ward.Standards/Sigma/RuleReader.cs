using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads a detection document.</summary>
internal static class RuleReader
{
    internal static SigmaRule? Read(YamlMappingNode root, FieldReader fields)
    {
        if (root.TryFind("filter", out var filter))
        {
            fields.Error(filter, "filter", "a detection or correlation document; filters are not supported yet");
            return null;
        }

        fields.RefuseUnknown(root, "", [.. HeaderReader.Known, "logsource", "detection"]);
        var header = HeaderReader.Read(root, fields);
        var source = LogSource(root, fields);
        if (fields.Map(root, "", "detection") is not { } detection) return null;
        var selections = Selections(detection, fields);
        var condition = Condition(detection, selections, fields);
        return fields.Failed || condition is null ? null : new SigmaRule(header, source, selections, condition);
    }

    private static SigmaLogSource LogSource(YamlMappingNode root, FieldReader fields)
    {
        if (fields.Map(root, "", "logsource") is not { } source) return new SigmaLogSource("", "", "");
        fields.RefuseUnknown(source, "logsource.", "category", "product", "service", "definition");
        return new SigmaLogSource(
            fields.Text(source, "logsource.", "category"),
            fields.Text(source, "logsource.", "product"),
            fields.Text(source, "logsource.", "service"));
    }

    private static List<SigmaSelection> Selections(YamlMappingNode detection, FieldReader fields)
    {
        var selections = new List<SigmaSelection>();
        foreach (var (key, value) in detection.Children)
        {
            var name = key.Text();
            if (name == "condition") continue;
            if (name == "timeframe")
                fields.Error(key, "detection.timeframe", "a correlation document; timeframe belongs to the aggregations of Sigma 1", name);
            else if (name.Length == 0)
                fields.Error(key, "detection", "a name for the selection");
            else if (DetectionReader.Read(value, $"detection.{name}", fields) is { } read)
                selections.Add(new SigmaSelection(name, read));
        }

        if (selections.Count == 0 && !fields.Failed) fields.Error(detection, "detection", "at least one selection");
        return selections;
    }

    private static SigmaCondition? Condition(YamlMappingNode detection, List<SigmaSelection> selections, FieldReader fields)
    {
        var texts = fields.Texts(detection, "detection.", "condition");
        if (texts.Count == 0)
        {
            if (!fields.Failed) fields.Error(detection, "detection.condition", "a condition");
            return null;
        }

        SigmaCondition? all = null;
        detection.TryFind("condition", out var node);
        foreach (var text in texts)
        {
            if (ConditionParser.Parse(text, [.. selections.Select(s => s.Name)], out var refusal) is { } one)
                all = all is null ? one : new SigmaCondition.Or(all, one);
            else if (!fields.Failed || !refusal.AboutNames)
                fields.Error(node, "detection.condition", refusal.Expected, refusal.Found);
        }

        return all;
    }
}
