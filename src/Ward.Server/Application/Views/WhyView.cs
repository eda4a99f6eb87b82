namespace Ward.Server.Application.Views;

/// <summary>Why a rule matches the event that completed a finding, branch by branch, by the rules of now.</summary>
/// <param name="Rule">Title of the detection rule.</param>
/// <param name="Matches">False where the rule has changed since, or a filter keeps it quiet by now.</param>
/// <param name="Source">Which log source the rule asks for and which the event has.</param>
/// <param name="Counted">The correlation's title, where the finding is one of a correlation that counts this rule; else null.</param>
public sealed record WhyView(string Rule, string File, int Line, bool Matches, string Source, bool SourceHolds, string? Counted, DateTimeOffset At, ReasonView Condition);
