namespace Ward.Prescribe.Optimisation;

/// <summary>What an answer took.</summary>
/// <param name="States">Of the part of the graph that mattered.</param>
/// <param name="Rows">Ways met, as rows of the master.</param>
/// <param name="Kept">Rows that an earlier answer had met.</param>
/// <param name="Rounds">Relaxations solved.</param>
/// <param name="Searches">Whole-number searches (SCIP).</param>
/// <param name="Work">States looked at, and iterations of the master.</param>
public sealed record OptimiserFigures(int States, int Steps, int Measures, int Rows, int Kept, int Rounds, int Searches, long Work);
