namespace Ward.Standards.Sigma.Pipelines;

/// <summary>A processing pipeline as pySigma has it: items that make rules over, each where its conditions hold. Immutable, thread-safe.</summary>
/// <param name="Name">As the file says; the file's name where it says nothing.</param>
/// <param name="Priority">The lower, the earlier; 0 where not stated. Equals keep the order in which they are given.</param>
/// <param name="Variables">What placeholders stand for, for the transformation value_placeholders.</param>
public sealed record SigmaPipeline(string Name, int Priority, IReadOnlyDictionary<string, IReadOnlyList<string>> Variables)
{
    internal IReadOnlyList<PipelineItem> Items { get; init; } = [];

    /// <summary>
    /// The rule made over by all of the pipelines; null where one of them refuses it or leaves nothing of it, and the errors then say why.
    /// </summary>
    /// <param name="pipelines">In any order.</param>
    public static SigmaRule? Apply(IEnumerable<SigmaPipeline> pipelines, SigmaRule rule, ICollection<SigmaError> errors)
    {
        var run = new PipelineRun(rule, errors);
        Apply(pipelines, run);
        return run.Result;
    }

    /// <summary>What fields are called after the pipelines in events of the rule, for correlations that look at it.</summary>
    /// <param name="rule">As it was before the pipelines.</param>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Names(IEnumerable<SigmaPipeline> pipelines, SigmaRule rule, IEnumerable<string> names)
    {
        var run = new PipelineRun(rule, [], names);
        Apply(pipelines, run);
        return run.Names!;
    }

    private static void Apply(IEnumerable<SigmaPipeline> pipelines, PipelineRun run)
    {
        foreach (var pipeline in pipelines.OrderBy(p => p.Priority))
        {
            run.Begin(pipeline);
            foreach (var item in pipeline.Items) item.Apply(run);
        }
    }
}
