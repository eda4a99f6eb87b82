namespace Ward.Benchmarks.Prescribe;

/// <summary>One answer with what it took. Times in ms; the solver's process is counted in.</summary>
/// <param name="First">Until the first plan that meets everything; infinite where none was found.</param>
internal sealed record Measured(double Wall, double Processor, double First, double FirstCost, double Cost, double Bound, string Status, int Steps, int Rounds, int Searches, string? Refuted)
{
    public double Gap => Cost > 0 && double.IsFinite(Cost) ? Math.Max(0, (Cost - Bound) / Cost) : 0;
}
