using Ward.Ingest;

namespace Ward.Detect.Testing;

/// <summary>A sample of which one field was changed, so that one condition item is no longer true.</summary>
/// <param name="Path">Where it was changed.</param>
/// <param name="From">What was there; null where nothing was.</param>
/// <param name="To">What is there now; null where it was taken away.</param>
internal sealed record Mutant(Event Event, string Path, string? From, string? To);
