namespace Ward.Standards.Epss;

/// <param name="Probability">That the vulnerability is exploited in the wild within 30 days, 0..1.</param>
/// <param name="Percentile">Share of vulnerabilities with a lower or equal probability, 0..1; null in files before 2021-09.</param>
public readonly record struct EpssScore(double Probability, double? Percentile);
