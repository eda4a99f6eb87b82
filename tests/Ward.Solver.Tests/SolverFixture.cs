using Ward.Solver.Processes;

[assembly: AssemblyFixture(typeof(Ward.Solver.Tests.SolverFixture))]

namespace Ward.Solver.Tests;

/// <summary>One real solver process for the tests.</summary>
public sealed class SolverFixture : IDisposable
{
    public SolverProcess Process { get; } = new(new SolverOptions(), TimeProvider.System);

    public void Dispose() => Process.Dispose();
}
