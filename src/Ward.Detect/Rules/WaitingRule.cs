using Ward.Standards.Sigma;

namespace Ward.Detect.Rules;

/// <summary>A rule that is good and not in force: it says itself (<c>ward: {waits: true}</c>) that it can do nothing before a city has said what its placeholders stand for.</summary>
/// <param name="Placeholders">Those without a value, by name without percent signs; at least one.</param>
public sealed record WaitingRule(SigmaRule Rule, IReadOnlyList<string> Placeholders);
