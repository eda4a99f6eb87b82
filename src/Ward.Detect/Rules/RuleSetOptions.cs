using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Pipelines;

namespace Ward.Detect.Rules;

/// <summary>What rules are made over with between being read and being compiled.</summary>
public sealed record RuleSetOptions
{
    /// <summary>
    /// What placeholders stand for, by name without percent signs, for rules with the modifier <c>expand</c>: Sigma texts, at least one each.
    /// A rule with a placeholder that neither is here nor was filled by a pipeline is refused, or waits where it says so itself. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Applied to each detection rule, filters included, in the order of their priorities. Default: none.</summary>
    public IReadOnlyList<SigmaPipeline> Pipelines { get; init; } = [];

    /// <summary>Filters that counted until an earlier day are left out and told of. Default, null: every filter counts.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>In which the fields <c>local_time</c> and <c>local_weekday</c> are told. Default UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What could not even be read: it stands first among the errors of the set.</summary>
    public IReadOnlyList<SigmaError> Unread { get; init; } = [];

    internal List<SigmaRule> MakeOver(IReadOnlyList<SigmaRule> rules, List<WaitingRule> waiting, List<SigmaError> errors)
    {
        var made = new List<SigmaRule>();
        foreach (var rule in rules)
        {
            if (SigmaPipeline.Apply(Pipelines, rule, errors) is not { } piped) continue;
            if (piped.Header.Waits && PlaceholderFiller.Lacking(piped, Placeholders) is { Count: > 0 } lacking) waiting.Add(new WaitingRule(piped, lacking));
            else if (PlaceholderFiller.Fill(piped, Placeholders, errors) is { } filled) made.Add(filled);
        }

        return made;
    }
}
