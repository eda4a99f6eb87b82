using Ward.Detect.Rules;

namespace Ward.Configuration;

/// <summary>The rules of the live watch, and what they were made of.</summary>
public sealed record RulesInForce(RuleTexts Texts, RuleSet Set);
