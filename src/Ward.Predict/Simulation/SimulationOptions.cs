namespace Ward.Predict.Simulation;

/// <summary>How a forecast is simulated. Work is counted in trials and edges, never in seconds, so that a replay tells the same.</summary>
public sealed record SimulationOptions
{
    /// <summary>Trials wanted, 1 to 1,000,000; 1,000 tell a probability of a half to within 0.016.</summary>
    public int Trials { get; init; } = 1_000;

    /// <summary>No fewer than this, however large the net, 1 to <see cref="Trials"/>.</summary>
    public int LeastTrials { get; init; } = 200;

    /// <summary>Trials times edges of the net, at most; fewer trials are made where the net is large.</summary>
    public long MostWork { get; init; } = 1_500_000;

    /// <summary>h; what is not reached by then counts as not reached. 30 days.</summary>
    public double Horizon { get; init; } = 720;

    /// <summary>The same seed gives the same answer.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>By what probabilities and hours are corrected; null to leave them.</summary>
    public Recalibration? Correction { get; init; } = Recalibration.Measured;

    internal int TrialsFor(int edges) => (int)Math.Clamp(MostWork / Math.Max(1, edges), Math.Min(LeastTrials, Trials), Trials);
}
