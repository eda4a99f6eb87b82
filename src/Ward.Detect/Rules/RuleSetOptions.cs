using Ward.Standards.Sigma;

namespace Ward.Detect.Rules;

/// <summary>What rules are made over with between being read and being compiled.</summary>
public sealed record RuleSetOptions
{
    /// <summary>
    /// What placeholders stand for, by name without percent signs, for rules with the modifier <c>expand</c>: Sigma texts, at least one each.
    /// A rule with a placeholder that is not here is refused. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    internal List<SigmaRule> MakeOver(IReadOnlyList<SigmaRule> rules, List<SigmaError> errors) =>
        [.. rules.Select(rule => PlaceholderFiller.Fill(rule, Placeholders, errors)).OfType<SigmaRule>()];
}
