namespace Ward.Server.Application.Views;

/// <summary>What a feed would have done in the last day.</summary>
/// <param name="Words">In one sentence.</param>
/// <param name="Trouble">Why it would be held back or could not be fetched; null where neither.</param>
public sealed record IntelTrialView(string Feed, string Words, string? Trouble, long Values, long Patterns, long Refused, IReadOnlyList<string> Samples, long Events, long Hit, long MayBlock, IReadOnlyList<IntelTrialValueView> Top);
