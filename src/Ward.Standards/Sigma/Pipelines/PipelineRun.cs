namespace Ward.Standards.Sigma.Pipelines;

/// <summary>One rule on its way through the pipelines, with what they have noted of it.</summary>
/// <param name="names">Fields by which correlations ask events of the rule; null where none is to be followed.</param>
internal sealed class PipelineRun(SigmaRule rule, ICollection<SigmaError> errors, IEnumerable<string>? names = null)
{
    private bool refused;

    /// <summary>The rule as it stands; once refused it is not looked at again.</summary>
    internal SigmaRule Rule { get; private set; } = rule;

    internal SigmaRule? Result => refused ? null : Rule;

    internal bool IsRefused => refused;

    internal SigmaPipeline Pipeline { get; private set; } = new("", 0, new Dictionary<string, IReadOnlyList<string>>());

    internal Dictionary<string, string> State { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of the items that were applied to the rule.</summary>
    internal HashSet<string> Applied { get; } = new(StringComparer.Ordinal);

    internal ICollection<SigmaError> Errors => errors;

    /// <summary>What has become of each name by which correlations ask; null where none is followed.</summary>
    internal Dictionary<string, IReadOnlyList<string>>? Names { get; } = names?.ToDictionary(n => n, n => (IReadOnlyList<string>)[n], StringComparer.Ordinal);

    /// <summary>True while conditions are asked for a correlation that looks at the rule: its log source and state are then those of the rule.</summary>
    internal bool IsCorrelation { get; private set; }

    internal bool AsCorrelation(Func<bool> ask)
    {
        IsCorrelation = true;
        var held = ask();
        IsCorrelation = false;
        return held;
    }

    internal void Begin(SigmaPipeline pipeline) => Pipeline = pipeline;

    /// <param name="made">Null where nothing of the rule is left.</param>
    internal void Replace(SigmaRule? made, PipelineItem item)
    {
        if (made is null) Refuse(item, "a rule of which something is left to match");
        else Rule = made;
    }

    internal void Refuse(PipelineItem item, string message)
    {
        if (refused) return;
        refused = true;
        errors.Add(new SigmaError(Rule.Header.File, Rule.Header.Line, "", $"what pipeline '{Pipeline.Name}', item '{item.Name}' accepts: {message}", "") { Fault = SigmaFault.Pipeline });
    }
}
