using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma.Pipelines;

/// <summary>What a pipeline's item asks of a field's name.</summary>
internal abstract record NameCondition
{
    /// <param name="name">Null for keywords.</param>
    /// <param name="leaf">Where the name stands; null in the list of a rule's fields and in references.</param>
    internal abstract bool Holds(string? name, SigmaDetection? leaf, PipelineRun run);

    internal sealed record Among(IReadOnlyList<string> Names, IReadOnlyList<Regex> Patterns, bool Wanted) : NameCondition
    {
        internal override bool Holds(string? name, SigmaDetection? leaf, PipelineRun run) =>
            (name is not null && (Names.Contains(name) || Patterns.Any(p => p.Match(name) is { Success: true, Index: 0 }))) == Wanted;
    }

    internal sealed record Applied(string Item) : NameCondition
    {
        internal override bool Holds(string? name, SigmaDetection? leaf, PipelineRun run) => leaf?.Applied.Contains(Item) == true;
    }

    internal sealed record State(string Key, string Value, string Operator) : NameCondition
    {
        internal override bool Holds(string? name, SigmaDetection? leaf, PipelineRun run) => RuleCondition.StateHolds(run, Key, Value, Operator);
    }
}
