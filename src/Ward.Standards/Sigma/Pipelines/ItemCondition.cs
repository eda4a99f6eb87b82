using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma.Pipelines;

/// <summary>What a pipeline's item asks of a field with its values, or of keywords.</summary>
internal abstract record ItemCondition
{
    internal abstract bool Holds(SigmaDetection leaf, PipelineRun run);

    /// <summary>Of values of which one, or every one, fits.</summary>
    internal abstract record OfValues(bool Every) : ItemCondition
    {
        internal override bool Holds(SigmaDetection leaf, PipelineRun run)
        {
            var values = LeafTests.Of(leaf).SelectMany(ValueText.Flat).ToList();
            return Every ? values.All(Fits) : values.Any(Fits);
        }

        protected abstract bool Fits(SigmaTest test);
    }

    /// <summary>A text, wildcards included, in which the expression is found at the beginning.</summary>
    internal sealed record MatchString(Regex Pattern, bool Every, bool Negated) : OfValues(Every)
    {
        protected override bool Fits(SigmaTest test) => (test is SigmaTest.Text && Pattern.Match(ValueText.Of(test)) is { Success: true, Index: 0 }) != Negated;
    }

    internal sealed record MatchValue(string Value, bool Every) : OfValues(Every)
    {
        protected override bool Fits(SigmaTest test) => ValueText.Of(test) == Value;
    }

    internal sealed record ContainsWildcard(bool Every) : OfValues(Every)
    {
        protected override bool Fits(SigmaTest test) => test is SigmaTest.Text { Pattern.HasWildcards: true };
    }

    internal sealed record IsNull(bool Every) : OfValues(Every)
    {
        protected override bool Fits(SigmaTest test) => test is SigmaTest.Null;
    }

    internal sealed record Applied(string Item) : ItemCondition
    {
        internal override bool Holds(SigmaDetection leaf, PipelineRun run) => leaf.Applied.Contains(Item);
    }

    internal sealed record State(string Key, string Value, string Operator) : ItemCondition
    {
        internal override bool Holds(SigmaDetection leaf, PipelineRun run) => RuleCondition.StateHolds(run, Key, Value, Operator);
    }
}
