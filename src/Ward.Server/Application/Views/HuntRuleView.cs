namespace Ward.Server.Application.Views;

/// <param name="Key">By which a hunt names it.</param>
/// <param name="Level">As the rule states it.</param>
/// <param name="Correlation">True where it counts what other rules see.</param>
public sealed record HuntRuleView(string Key, string Title, string Level, bool Correlation);
