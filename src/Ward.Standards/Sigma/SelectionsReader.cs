using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads search identifiers and the condition over them, as detections and filters have them.</summary>
internal static class SelectionsReader
{
    /// <param name="prefix">The path of the section, such as <c>detection</c>.</param>
    /// <param name="other">Fields of the section that are no selections.</param>
    internal static (List<SigmaSelection> Selections, SigmaCondition? Condition) Read(
        YamlMappingNode section, string prefix, FieldReader fields, params ReadOnlySpan<string> other)
    {
        var selections = new List<SigmaSelection>();
        foreach (var (key, value) in section.Children)
        {
            var name = key.Text();
            if (name == "condition" || other.Contains(name)) continue;
            if (name == "timeframe")
                fields.Error(key, $"{prefix}.timeframe", "a correlation document; timeframe belongs to the aggregations of Sigma 1", name, SigmaFault.Aggregation);
            else if (name.Length == 0)
                fields.Error(key, prefix, "a name for the selection");
            else if (DetectionReader.Read(value, $"{prefix}.{name}", fields) is { } read)
                selections.Add(new SigmaSelection(name, read));
        }

        if (selections.Count == 0 && !fields.Failed) fields.Error(section, prefix, "at least one selection");
        return (selections, Condition(section, prefix, [.. selections.Select(s => s.Name)], fields));
    }

    private static SigmaCondition? Condition(YamlMappingNode section, string prefix, string[] names, FieldReader fields)
    {
        var texts = fields.Texts(section, $"{prefix}.", "condition");
        if (texts.Count == 0)
        {
            if (!fields.Failed) fields.Error(section, $"{prefix}.condition", "a condition", fault: SigmaFault.Condition);
            return null;
        }

        SigmaCondition? all = null;
        section.TryFind("condition", out var node);
        for (var i = 0; i < texts.Count; i++)
        {
            var at = node is YamlSequenceNode list ? list.Children[i] : node;
            if (ConditionParser.Parse(texts[i], names, out var refusal) is { } one)
                all = all is null ? one : new SigmaCondition.Or(all, one);
            else if (!fields.Failed || !refusal.AboutNames)
                fields.Error(at, $"{prefix}.condition", refusal.Expected, refusal.Found, refusal.Fault, Shift(at, refusal.At));
        }

        return all;
    }

    // Within a plain or quoted scalar on one line the place is exact; a folded one is named at its beginning.
    private static int Shift(YamlNode at, int place) => at switch
    {
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } => place,
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.SingleQuoted or YamlDotNet.Core.ScalarStyle.DoubleQuoted } => place + 1,
        _ => 0,
    };
}
