namespace Ward.Standards.Sigma.Pipelines;

/// <summary>add_condition: one more selection that must hold, or must not.</summary>
/// <param name="template">True to put the rule's log source in the place of <c>$category</c>, <c>$product</c> and <c>$service</c>.</param>
internal sealed class AddCondition(string? name, SigmaDetection detection, bool negated, bool template) : Transformation
{
    internal override void Apply(PipelineRun run, PipelineItem item)
    {
        var rule = run.Rule;
        var own = name ?? "_added";
        while (rule.Selections.Any(s => s.Name == own)) own += "_";
        SigmaCondition added = new SigmaCondition.Selection(own);
        var selection = template ? DetectionRewriter.Map(detection, leaf => LeafTests.With(leaf, [.. LeafTests.Of(leaf).Select(t => Filled(t, rule.LogSource))])) : detection;
        run.Replace(
            rule with
            {
                Selections = [.. rule.Selections, new SigmaSelection(own, selection ?? detection)],
                Condition = new SigmaCondition.And(negated ? new SigmaCondition.Not(added) : added, rule.Condition),
            },
            item);
    }

    private static SigmaTest Filled(SigmaTest test, SigmaLogSource source) => test is not SigmaTest.Text text ? test : text with
    {
        Pattern = SigmaPattern.Join(text.Pattern.Parts.Select(p => p with
        {
            Text = p.Text.Replace("${category}", source.Category, StringComparison.Ordinal).Replace("$category", source.Category, StringComparison.Ordinal)
                .Replace("${product}", source.Product, StringComparison.Ordinal).Replace("$product", source.Product, StringComparison.Ordinal)
                .Replace("${service}", source.Service, StringComparison.Ordinal).Replace("$service", source.Service, StringComparison.Ordinal),
        })),
    };
}

/// <summary>Whatever makes the rule over in one step: change_logsource, add_field, remove_field, set_field, set_custom_attribute.</summary>
internal sealed class ChangeRule(Func<SigmaRule, SigmaRule> change) : Transformation
{
    internal override void Apply(PipelineRun run, PipelineItem item) => run.Replace(change(run.Rule), item);
}

/// <summary>set_state.</summary>
internal sealed class SetState(string key, string value) : Transformation
{
    internal override void Apply(PipelineRun run, PipelineItem item) => run.State[key] = value;
}

/// <summary>rule_failure.</summary>
internal sealed class RefuseRule(string message) : Transformation
{
    internal override void Apply(PipelineRun run, PipelineItem item) => run.Refuse(item, message);
}

/// <summary>detection_item_failure: the rule is refused for one of its fields.</summary>
internal sealed class RefuseItem(string message) : Transformation
{
    internal override void Apply(PipelineRun run, PipelineItem item)
    {
        if (DetectionRewriter.Leaves(run.Rule).FirstOrDefault(leaf => item.Means(leaf, run)) is { } leaf) run.Refuse(item, $"{message} ({LeafTests.Place(leaf).Field})");
    }
}

/// <summary>strict_field_mapping_failure: a rule is refused where a field was given no other name.</summary>
internal sealed class RefuseUnmapped : Transformation
{
    internal override void Apply(PipelineRun run, PipelineItem item)
    {
        var unmapped = DetectionRewriter.Leaves(run.Rule).OfType<SigmaDetection.Field>().Where(f => item.Means(f, run) && !f.Applied.Contains(FieldNameTransformation.Mapped));
        if (string.Join(", ", unmapped.Select(f => f.Name).Distinct()) is { Length: > 0 } names) run.Refuse(item, $"a name for each of the fields {names}");
    }
}

/// <summary>nest.</summary>
internal sealed class Nest(IReadOnlyList<PipelineItem> items) : Transformation
{
    internal override void Apply(PipelineRun run, PipelineItem item)
    {
        foreach (var inner in items) inner.Apply(run);
    }

    // Where the items hold for the rule too, they follow the names themselves.
    internal override void ApplyToNames(PipelineRun run, PipelineItem item)
    {
        if (item.RuleConditions.Holds(c => c.Holds(run))) return;
        foreach (var inner in items)
            if (run.AsCorrelation(() => inner.RuleConditions.Holds(c => c.Holds(run)))) inner.Transformation.ApplyToNames(run, inner);
    }
}
