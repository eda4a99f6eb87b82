using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Pipelines;

namespace Ward.Detect.Rules;

/// <summary>What rules are made over with between being read and being compiled.</summary>
public sealed record RuleSetOptions
{
    /// <summary>
    /// What placeholders stand for, by name without percent signs, for rules with the modifier <c>expand</c>: Sigma texts, at least one each.
    /// A rule with a placeholder that neither is here nor was filled by a pipeline is refused. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Applied to each detection rule, filters included, in the order of their priorities. Default: none.</summary>
    public IReadOnlyList<SigmaPipeline> Pipelines { get; init; } = [];

    /// <summary>What could not even be read: it stands first among the errors of the set.</summary>
    public IReadOnlyList<SigmaError> Unread { get; init; } = [];

    internal List<SigmaRule> MakeOver(IReadOnlyList<SigmaRule> rules, List<SigmaError> errors) =>
    [
        .. rules.Select(rule => SigmaPipeline.Apply(Pipelines, rule, errors)).OfType<SigmaRule>()
            .Select(rule => PlaceholderFiller.Fill(rule, Placeholders, errors)).OfType<SigmaRule>(),
    ];
}
