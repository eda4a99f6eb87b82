namespace Ward.Solver.Processes;

/// <summary>How the solver's process is run.</summary>
public sealed record SolverOptions
{
    /// <summary>Path of the program. Default: Ward.Solver beside this library.</summary>
    public string Program { get; init; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Ward.Solver.exe" : "Ward.Solver");

    /// <summary>Most writable memory of the process, in MB (held on Linux). Default 400, at least 100.</summary>
    public int Megabytes { get; init; } = 400;

    /// <summary>How long one answer may take before the process is ended as stuck. A safety net: ordinary limits count work. Default 60 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stop waits for the problem that is being solved before the process is ended. Default 5 s.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(5);
}
