namespace Ward.Solver.Framing;

/// <summary>What is asked of the solver's process; the first byte of a frame.</summary>
internal enum Call : byte
{
    /// <summary>Forget everything.</summary>
    Reset = 1,
    Columns = 2,
    Rows = 3,
    /// <summary>Answered by one frame.</summary>
    Relax = 4,
    /// <summary>Answered by one frame.</summary>
    Solve = 5,
    Forget = 6,
}
