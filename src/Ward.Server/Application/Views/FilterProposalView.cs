namespace Ward.Server.Application.Views;

/// <summary>The narrowest filter that keeps a finding quiet.</summary>
/// <param name="Text">As a Sigma file has it; made of hostile text.</param>
/// <param name="Fields">Every field that must be the same for an event to be kept quiet.</param>
/// <param name="Until">The last day on which it counts, UTC.</param>
public sealed record FilterProposalView(string Text, IReadOnlyList<FieldView> Fields, string Owner, DateOnly Until);
