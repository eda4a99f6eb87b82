namespace Ward.Detect.Rules;

/// <summary>The text of one file of rules or of pipelines.</summary>
/// <param name="Name">As it is shown; never opened.</param>
public sealed record RuleFile(string Name, string Text);
