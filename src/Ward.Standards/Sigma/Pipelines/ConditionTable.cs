using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma.Pipelines;

/// <summary>The conditions that a pipeline may state, by their words.</summary>
internal static class ConditionTable
{
    private static readonly string[] Operators = ["eq", "ne", "gt", "gte", "lt", "lte"];

    internal static IReadOnlyDictionary<string, Func<ItemFields, RuleCondition?>> OfRules { get; } = new Dictionary<string, Func<ItemFields, RuleCondition?>>
    {
        ["logsource"] = f => new RuleCondition.LogSource(new SigmaLogSource(f.Text("category"), f.Text("product"), f.Text("service"))),
        ["contains_field"] = f => new RuleCondition.ContainsField(f.Text("field", required: true)),
        ["contains_detection_item"] = f => new RuleCondition.ContainsItem(f.Text("field", required: true), f.Text("value")),
        ["processing_item_applied"] = f => new RuleCondition.Applied(f.Text("processing_item_id", required: true)),
        ["processing_state"] = f => new RuleCondition.State(f.Text("key", required: true), f.Text("val", required: true), f.Word("op", Operators)),
        ["is_sigma_rule"] = _ => new RuleCondition.IsDetection(true),
        ["is_sigma_correlation_rule"] = _ => new RuleCondition.IsDetection(false),
        ["rule_attribute"] = f => new RuleCondition.Attribute(f.Text("attribute", required: true), f.Text("value", required: true), f.Word("op", [.. Operators, "in", "not_in"])),
        ["tag"] = f => new RuleCondition.Tag(f.Text("tag", required: true)),
    };

    internal static IReadOnlyDictionary<string, Func<ItemFields, ItemCondition?>> OfItems { get; } = new Dictionary<string, Func<ItemFields, ItemCondition?>>
    {
        ["match_string"] = f => f.Expression("pattern") is { } pattern ? new ItemCondition.MatchString(pattern, Every(f), f.Flag("negate")) : null,
        ["match_value"] = f => new ItemCondition.MatchValue(f.Text("value", required: true), Every(f)),
        ["contains_wildcard"] = f => new ItemCondition.ContainsWildcard(Every(f)),
        ["is_null"] = f => new ItemCondition.IsNull(Every(f)),
        ["processing_item_applied"] = f => new ItemCondition.Applied(f.Text("processing_item_id", required: true)),
        ["processing_state"] = f => new ItemCondition.State(f.Text("key", required: true), f.Text("val", required: true), f.Word("op", Operators)),
    };

    internal static IReadOnlyDictionary<string, Func<ItemFields, NameCondition?>> OfNames { get; } = new Dictionary<string, Func<ItemFields, NameCondition?>>
    {
        ["include_fields"] = f => Among(f, wanted: true),
        ["exclude_fields"] = f => Among(f, wanted: false),
        ["processing_item_applied"] = f => new NameCondition.Applied(f.Text("processing_item_id", required: true)),
        ["processing_state"] = f => new NameCondition.State(f.Text("key", required: true), f.Text("val", required: true), f.Word("op", Operators)),
    };

    private static bool Every(ItemFields fields) => fields.Word("cond", ["any", "all"]) == "all";

    private static NameCondition.Among? Among(ItemFields fields, bool wanted)
    {
        var names = fields.Texts("fields", required: true);
        if (fields.Word("mode", ["plain", "re"]) == "plain") return new NameCondition.Among(names, [], wanted);
        var patterns = new List<Regex>();
        foreach (var name in names)
        {
            if (fields.Expression(name, "fields") is not { } pattern) return null;
            patterns.Add(pattern);
        }

        return new NameCondition.Among([], patterns, wanted);
    }
}
