namespace Ward.Standards.Sigma.Pipelines;

/// <summary>A transformation and the conditions under which it is applied.</summary>
/// <param name="Id">By which later conditions ask whether it was applied; empty where not stated.</param>
/// <param name="Type">The transformation's word.</param>
internal sealed record PipelineItem(
    string Id, string Type, Transformation Transformation,
    ConditionGroup<RuleCondition> RuleConditions, ConditionGroup<ItemCondition> ItemConditions, ConditionGroup<NameCondition> NameConditions)
{
    internal string Name => Id.Length > 0 ? Id : Type;

    internal void Apply(PipelineRun run)
    {
        if (run.IsRefused) return;
        var forNames = run.Names is not null && run.AsCorrelation(() => RuleConditions.Holds(c => c.Holds(run)));
        var forRule = RuleConditions.Holds(c => c.Holds(run));
        if (forNames) Transformation.ApplyToNames(run, this);
        if (!forRule) return;
        Transformation.Apply(run, this);
        if (Id.Length > 0) run.Applied.Add(Id);
    }

    /// <summary>True where the field or the keywords are meant.</summary>
    internal bool Means(SigmaDetection leaf, PipelineRun run) =>
        ItemConditions.Holds(c => c.Holds(leaf, run)) && MeansName(leaf is SigmaDetection.Field field ? field.Name : null, leaf, run);

    /// <param name="name">Null for keywords.</param>
    internal bool MeansName(string? name, SigmaDetection? leaf, PipelineRun run) => NameConditions.Holds(c => c.Holds(name, leaf, run));
}
