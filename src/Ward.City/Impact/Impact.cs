namespace Ward.City.Impact;

/// <summary>What an hour without a service costs.</summary>
/// <param name="Safety">Expected persons put at risk an hour.</param>
/// <param name="Money">Currency units an hour.</param>
/// <param name="Trust">0 (nobody notices) to 10 (the city is in the news for a year).</param>
public sealed record Impact(double Safety, decimal Money, int Trust);
