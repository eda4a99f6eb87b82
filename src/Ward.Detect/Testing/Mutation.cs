namespace Ward.Detect.Testing;

/// <summary>What came of making one item untrue in the lines of one test.</summary>
/// <param name="Carries">True where the test fails then: the item carries its result.</param>
/// <param name="Lines">Lines that were changed, at least one.</param>
/// <param name="Path">The field that was changed in the first of them; empty for what a correlation asks.</param>
/// <param name="From">What was there; null where nothing was. Hostile text.</param>
/// <param name="To">What was put there; null where it was taken away.</param>
public sealed record Mutation(TestedItem Item, bool Carries, int Lines, string Path, string? From, string? To);
