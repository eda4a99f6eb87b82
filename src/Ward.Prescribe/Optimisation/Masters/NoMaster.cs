using Ward.Prescribe.Optimisation.Deadlines;

namespace Ward.Prescribe.Optimisation.Masters;

/// <summary>In the place of a solver that is not there: every plan stays unproven.</summary>
public sealed class NoMaster(string reason) : IMaster, IMasterSource
{
    public IMaster Open(Deadline deadline) => this;

    public void AddColumns(ReadOnlySpan<double> costs, ReadOnlySpan<double> tops, ReadOnlySpan<bool> whole) { }

    public void AddRows(RowBatch rows) { }

    public void Forget(ReadOnlySpan<int> rows) { }

    public MasterAnswer Relax(ReadOnlySpan<int> held) => new MasterAnswer.Faulted(reason);

    public MasterAnswer Solve(ReadOnlySpan<int> barred, ReadOnlySpan<int> held, ReadOnlySpan<double> start, long nodes) => new MasterAnswer.Faulted(reason);

    public void Dispose() { }
}
