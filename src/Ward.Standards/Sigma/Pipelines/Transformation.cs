namespace Ward.Standards.Sigma.Pipelines;

/// <summary>What a pipeline's item does to a rule.</summary>
internal abstract class Transformation
{
    /// <summary>Called where the item's rule conditions hold; those of fields and names are asked here.</summary>
    internal abstract void Apply(PipelineRun run, PipelineItem item);

    /// <summary>Called, before the rule is made over, where the item's rule conditions hold for a correlation that looks at the rule: the names by which it asks.</summary>
    internal virtual void ApplyToNames(PipelineRun run, PipelineItem item) { }
}

/// <summary>Makes each field with its values, and keywords, over.</summary>
internal abstract class LeafTransformation : Transformation
{
    internal override void Apply(PipelineRun run, PipelineItem item) => run.Replace(
        DetectionRewriter.Map(run.Rule, leaf => item.Means(leaf, run) ? Marked(Map(leaf, run, item), item) : leaf), item);

    /// <summary>What the leaf becomes; null to leave it out.</summary>
    protected abstract SigmaDetection? Map(SigmaDetection leaf, PipelineRun run, PipelineItem item);

    private static SigmaDetection? Marked(SigmaDetection? made, PipelineItem item) =>
        made is null || item.Id.Length == 0 ? made : DetectionRewriter.Map(made, part => part with { Applied = part.Applied.Add(item.Id) });
}

/// <summary>Makes each value over.</summary>
internal abstract class ValueTransformation : LeafTransformation
{
    protected sealed override SigmaDetection? Map(SigmaDetection leaf, PipelineRun run, PipelineItem item) =>
        LeafTests.With(leaf, [.. LeafTests.Of(leaf).Select(t => Map(t, run, item))]);

    protected abstract SigmaTest Map(SigmaTest test, PipelineRun run, PipelineItem item);
}

/// <summary>Makes each text over, those that stand for one value together too; other values stay.</summary>
internal abstract class TextTransformation : ValueTransformation
{
    protected sealed override SigmaTest Map(SigmaTest test, PipelineRun run, PipelineItem item) => test switch
    {
        SigmaTest.Text text => Map(text, run, item),
        SigmaTest.OneOf(var tests) => new SigmaTest.OneOf([.. tests.Select(t => Map(t, run, item))]),
        _ => test,
    };

    protected abstract SigmaTest Map(SigmaTest.Text text, PipelineRun run, PipelineItem item);
}
