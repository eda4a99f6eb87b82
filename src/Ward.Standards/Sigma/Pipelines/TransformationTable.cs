namespace Ward.Standards.Sigma.Pipelines;

/// <summary>The transformations that a pipeline may state, by their words; null where a field of one was refused.</summary>
internal static class TransformationTable
{
    internal static IReadOnlyDictionary<string, Func<ItemFields, Transformation?>> All { get; } = new Dictionary<string, Func<ItemFields, Transformation?>>
    {
        ["field_name_mapping"] = f => f.Mapping("mapping") is var names ? new FieldNameTransformation(n => names.GetValueOrDefault(n)) : null,
        ["field_name_prefix_mapping"] = f => f.Mapping("mapping") is var prefixes ? new FieldNameTransformation(n => Prefixed(prefixes, n)) : null,
        ["field_name_prefix"] = f => f.Text("prefix", required: true) is var prefix ? new FieldNameTransformation(n => [prefix + n]) : null,
        ["field_name_suffix"] = f => f.Text("suffix", required: true) is var suffix ? new FieldNameTransformation(n => [n + suffix]) : null,
        ["drop_detection_item"] = _ => new DropItem(),
        ["hashes_fields"] = f => new SplitHashes([.. f.Texts("valid_hash_algos", required: true).Select(k => k.ToUpperInvariant())], f.Text("field_prefix"), !f.Flag("drop_algo_prefix")),
        ["value_placeholders"] = f => new FillPlaceholders(f.Has("include") ? f.Texts("include") : null, f.Texts("exclude"), wildcard: false),
        ["wildcard_placeholders"] = f => new FillPlaceholders(f.Has("include") ? f.Texts("include") : null, f.Texts("exclude"), wildcard: true),
        ["add_condition"] = Condition,
        ["change_logsource"] = f => new SigmaLogSource(f.Text("category"), f.Text("product"), f.Text("service")) is var source ? new ChangeRule(r => r with { LogSource = source }) : null,
        ["add_field"] = f => f.Texts("field", required: true) is var more ? new ChangeRule(r => Shown(r, [.. r.Header.Fields, .. more])) : null,
        ["remove_field"] = f => f.Texts("field", required: true) is var less ? new ChangeRule(r => Shown(r, [.. r.Header.Fields.Except(less)])) : null,
        ["set_field"] = f => f.Texts("fields", required: true) is var all ? new ChangeRule(r => Shown(r, all)) : null,
        ["set_custom_attribute"] = f => (Name: f.Text("attribute", required: true), Value: f.Text("value")) is var attribute
            ? new ChangeRule(r => r with { Header = r.Header with { Custom = new Dictionary<string, string>(r.Header.Custom) { [attribute.Name] = attribute.Value } } })
            : null,
        ["replace_string"] = f => (Text: f.Value("replacement"), Literals: f.Flag("skip_special"), Read: f.Flag("interpret_special")) is var to && f.Expression("regex") is { } regex
            ? new ReplaceText(regex, Groups(to.Text ?? ""), to.Literals, to.Read)
            : null,
        ["map_string"] = f => new MapText(f.Mapping("mapping")),
        ["regex"] = f => new TextToExpression(f.Word("method", ["ignore_case_brackets", "ignore_case_flag", "plain"]) != "plain"),
        ["set_value"] = f =>
        {
            f.Word("force_type", ["str", "num"]);
            return new SetValue(f.Value("value"));
        },
        ["convert_type"] = f => f.Word("target_type", ["str", "num"]) == "num" ? new MustBeNumber() : new Nest([]),
        ["case"] = f => new ChangeCase(f.Word("method", ["lower", "upper"]) == "upper"),
        ["set_state"] = f => new SetState(f.Text("key", required: true), f.Text("val")),
        ["rule_failure"] = f => new RefuseRule(f.Text("message", required: true)),
        ["detection_item_failure"] = f => new RefuseItem(f.Text("message", required: true)),
        ["strict_field_mapping_failure"] = _ => new RefuseUnmapped(),
        ["nest"] = f => new Nest(PipelineParser.Items(f, "items")),
    };

    private static SigmaRule Shown(SigmaRule rule, IReadOnlyList<string> fields) => rule with { Header = rule.Header with { Fields = fields } };

    private static List<string>? Prefixed(IReadOnlyDictionary<string, IReadOnlyList<string>> prefixes, string name)
    {
        foreach (var (prefix, others) in prefixes)
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return [.. others.Select(o => o + name[prefix.Length..])];
        return null;
    }

    private static AddCondition? Condition(ItemFields fields)
    {
        fields.Ask("conditions");
        if (fields.Reader.Map(fields.Map, fields.Path, "conditions") is not { } conditions) return null;
        var detection = DetectionReader.Read(conditions, $"{fields.Path}conditions", fields.Reader);
        var (name, negated, template) = (fields.Text("name"), fields.Flag("negated"), fields.Flag("template"));
        return detection is null ? null : new AddCondition(name.Length == 0 ? null : name, detection, negated, template);
    }

    /// <summary>Groups are named <c>\1</c> where the pipelines come from and <c>$1</c> here.</summary>
    private static string Groups(string replacement) => System.Text.RegularExpressions.Regex.Replace(
        replacement.Replace("$", "$$", StringComparison.Ordinal), @"\\(?:(\d)|g<(\w+)>|(\\))", m =>
            m.Groups[1].Success ? $"${{{m.Groups[1].Value}}}" : m.Groups[2].Success ? $"${{{m.Groups[2].Value}}}" : @"\");
}
