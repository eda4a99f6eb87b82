namespace Ward.Server.Application.Views;

/// <summary>What is known of one value.</summary>
/// <param name="Value">In its normal form.</param>
/// <param name="Unfit">Why it must never be blocked, whoever says so; null where it may be.</param>
public sealed record IntelCheckView(string Value, string Type, string? Unfit, IReadOnlyList<IntelMentionView> Mentions);
