namespace Ward.Server.Application.Views;

/// <summary>Another plan worth showing.</summary>
/// <param name="WorstResidual">Highest probability left on any path, 0..1.</param>
public sealed record AlternativeView(IReadOnlyList<MeasureView> Measures, CostView Cost, double WorstResidual, string Words);
