namespace Ward.Standards.Sigma;

/// <summary>What one file gave: every document is in exactly one of the lists, unless it had several errors.</summary>
public sealed record SigmaReading(
    IReadOnlyList<SigmaRule> Rules,
    IReadOnlyList<SigmaCorrelation> Correlations,
    IReadOnlyList<SigmaError> Errors)
{
    public IReadOnlyList<SigmaFilter> Filters { get; init; } = [];
}
