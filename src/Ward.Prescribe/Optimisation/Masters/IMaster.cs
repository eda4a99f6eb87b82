namespace Ward.Prescribe.Optimisation.Masters;

/// <summary>
/// A linear program in the making: minimise the cost of columns between 0 and their top, within rows that are added as they are
/// met; and the same with columns that must be whole. Not thread-safe. It answers by work done, by the clock only where it was opened with a deadline, and says
/// <see cref="MasterAnswer.Faulted"/> instead of throwing; after a fault every call does.
/// </summary>
public interface IMaster : IDisposable
{
    /// <summary>Columns are numbered from 0 in the order in which they come.</summary>
    void AddColumns(ReadOnlySpan<double> costs, ReadOnlySpan<double> tops, ReadOnlySpan<bool> whole);

    void AddRows(RowBatch rows);

    /// <summary>Takes rows out by their numbers, rising; those behind them move up.</summary>
    void Forget(ReadOnlySpan<int> rows);

    /// <summary>The optimum without asking columns to be whole, from where the last one ended.</summary>
    /// <param name="held">Columns held at their top in this call.</param>
    MasterAnswer Relax(ReadOnlySpan<int> held);

    /// <summary>The optimum with whole columns.</summary>
    /// <param name="barred">Columns held at 0 in this call.</param>
    /// <param name="held">Columns held at their top in this call.</param>
    /// <param name="start">A known solution, or empty.</param>
    /// <param name="nodes">Most nodes of the search.</param>
    MasterAnswer Solve(ReadOnlySpan<int> barred, ReadOnlySpan<int> held, ReadOnlySpan<double> start, long nodes);
}
