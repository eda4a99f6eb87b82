namespace Ward.Prescribe.Costs;

/// <summary>What one measure takes from the city, by index.</summary>
/// <param name="Flows">Flows and the share of each that it closes, 0..1.</param>
/// <param name="Account">The account that it disables, or -1.</param>
/// <param name="Host">The asset that it takes out, or -1.</param>
/// <param name="Sessions">Sessions a day that do not take place.</param>
/// <param name="Services">Services that it may touch directly.</param>
internal sealed record Impairment(IReadOnlyList<(int Flow, double Share)> Flows, int Account, int Host, double Sessions, IReadOnlyList<int> Services)
{
    /// <summary>Nothing.</summary>
    public static Impairment None { get; } = new([], -1, -1, 0, []);
}
