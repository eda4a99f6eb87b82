using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Testing;

/// <summary>One thing that a correlation asks of the events which it counts.</summary>
/// <param name="Words">What it asks, in words; made of the rule's text.</param>
/// <param name="Untrue">How the samples are changed so that it does not hold, in words that follow "fails when".</param>
public sealed record CorrelationItem(SigmaHeader Rule, int Line, string Words, string Untrue) : TestedItem(Rule, "correlation", Line)
{
    /// <summary>Changed samples in which it does not hold, each a way of its own with the lines that it changes; none where that cannot be had of them.</summary>
    internal Func<IReadOnlyList<Event>, IEnumerable<(IReadOnlyList<Event> Events, int Lines)>> Without { get; init; } = null!;

    /// <inheritdoc/>
    public override string Words { get; } = Words;
}
