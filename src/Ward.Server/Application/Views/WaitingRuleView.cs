namespace Ward.Server.Application.Views;

/// <summary>A good rule that is not in force before the configuration says what its placeholders stand for.</summary>
public sealed record WaitingRuleView(string Key, string Title, string File, IReadOnlyList<string> Placeholders);
