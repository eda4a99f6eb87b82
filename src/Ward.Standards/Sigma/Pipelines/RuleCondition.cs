using System.Globalization;

namespace Ward.Standards.Sigma.Pipelines;

/// <summary>What a pipeline's item asks of the rule as a whole.</summary>
internal abstract record RuleCondition
{
    internal abstract bool Holds(PipelineRun run);

    /// <summary>Each part that is stated is the rule's.</summary>
    internal sealed record LogSource(SigmaLogSource Source) : RuleCondition
    {
        internal override bool Holds(PipelineRun run) =>
            Same(Source.Category, run.Rule.LogSource.Category) && Same(Source.Product, run.Rule.LogSource.Product) && Same(Source.Service, run.Rule.LogSource.Service);

        private static bool Same(string stated, string there) => stated.Length == 0 || stated == there;
    }

    internal sealed record ContainsField(string Field) : RuleCondition
    {
        internal override bool Holds(PipelineRun run) => DetectionRewriter.Leaves(run.Rule).Any(l => l is SigmaDetection.Field field && field.Name == Field);
    }

    internal sealed record ContainsItem(string Field, string Value) : RuleCondition
    {
        internal override bool Holds(PipelineRun run) =>
            DetectionRewriter.Leaves(run.Rule).Any(l => l is SigmaDetection.Field field && field.Name == Field && field.Tests.Any(t => ValueText.Of(t) == Value));
    }

    internal sealed record Applied(string Item) : RuleCondition
    {
        internal override bool Holds(PipelineRun run) => run.Applied.Contains(Item);
    }

    internal sealed record State(string Key, string Value, string Operator) : RuleCondition
    {
        internal override bool Holds(PipelineRun run) => StateHolds(run, Key, Value, Operator);
    }

    /// <summary>A detection, or a correlation by the names that it asks of one.</summary>
    internal sealed record IsDetection(bool Wanted) : RuleCondition
    {
        internal override bool Holds(PipelineRun run) => Wanted != run.IsCorrelation;
    }

    internal sealed record Tag(string Name) : RuleCondition
    {
        internal override bool Holds(PipelineRun run) => run.Rule.Header.Tags.Contains(Name.ToLowerInvariant());
    }

    internal sealed record Attribute(string Name, string Value, string Operator) : RuleCondition
    {
        internal override bool Holds(PipelineRun run)
        {
            var header = run.Rule.Header;
            if (Lists(header) is { } list)
                return Operator switch { "in" => list.Contains(Value), "not_in" => !list.Contains(Value), "ne" => true, _ => false };
            if (Name == "level") return Enum.TryParse<SigmaLevel>(Value, true, out var level) && Ordered(header.Level.CompareTo(level));
            if (Name == "status") return Enum.TryParse<SigmaStatus>(Value, true, out var status) && Ordered(-header.Status.CompareTo(status));
            if (Text(header) is not { } text) return false;
            return double.TryParse(text, CultureInfo.InvariantCulture, out var a) && double.TryParse(Value, CultureInfo.InvariantCulture, out var b)
                ? Ordered(a.CompareTo(b))
                : Ordered(string.CompareOrdinal(text, Value));
        }

        private bool Ordered(int order) => Operator switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "gt" => order > 0,
            "gte" => order >= 0,
            "lt" => order < 0,
            "lte" => order <= 0,
            _ => false,
        };

        private IReadOnlyList<string>? Lists(SigmaHeader header) => Name switch
        {
            "tags" => header.Tags,
            "references" => header.References,
            "fields" => header.Fields,
            "falsepositives" => header.FalsePositives,
            "scope" => header.Scope,
            _ => null,
        };

        private string? Text(SigmaHeader header) => Name switch
        {
            "title" => header.Title,
            "id" => header.Id,
            "name" => header.Name,
            "description" => header.Description,
            "author" => header.Author,
            "license" => header.License,
            "date" => header.Date,
            "modified" => header.Modified,
            "taxonomy" => header.Taxonomy,
            _ => header.Custom.GetValueOrDefault(Name),
        };
    }

    internal static bool StateHolds(PipelineRun run, string key, string value, string comparison)
    {
        if (!run.State.TryGetValue(key, out var there)) return false;
        return comparison switch
        {
            "eq" => there == value,
            "ne" => there != value,
            _ => double.TryParse(there, CultureInfo.InvariantCulture, out var a) && double.TryParse(value, CultureInfo.InvariantCulture, out var b) && comparison switch
            {
                "gt" => a > b,
                "gte" => a >= b,
                "lt" => a < b,
                "lte" => a <= b,
                _ => throw new InvalidOperationException($"Unknown operator {comparison}."),
            },
        };
    }
}
