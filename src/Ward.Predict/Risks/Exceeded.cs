namespace Ward.Predict.Risks;

/// <summary>A point of a loss exceedance curve.</summary>
/// <param name="Share">Of the years, 0..1.</param>
/// <param name="Loss">That they lose, or more.</param>
public readonly record struct Exceeded(double Share, double Loss);
