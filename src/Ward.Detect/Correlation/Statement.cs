using Ward.City;
using Ward.Detect.Findings;

namespace Ward.Detect.Correlation;

/// <summary>A finding that a group tells, or tells anew.</summary>
/// <param name="Exports">The values that correlations further up ask for, in the order of their asking; null within where the finding has none.</param>
/// <param name="Was">What an earlier telling said; null for the first.</param>
internal sealed record Statement(CorrelationPlan Plan, Group Group, CityId City, Said.Content Now, Said.Content? Was, byte[]?[] Exports, byte[]?[]? WasExports, Finding? Finding);
