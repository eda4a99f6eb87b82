namespace Ward.Prescribe.Optimisation.Masters;

/// <summary>Rows for a master, each 'sum of value x column is at least low'.</summary>
public sealed class RowBatch
{
    /// <summary>Where each row's entries end.</summary>
    public List<int> Ends { get; } = [];

    public List<double> Lows { get; } = [];

    public List<int> Columns { get; } = [];

    public List<double> Values { get; } = [];

    public int Count => Lows.Count;

    public (int From, int Before) Entries(int row) => (row == 0 ? 0 : Ends[row - 1], Ends[row]);

    public void Add(ReadOnlySpan<int> columns, ReadOnlySpan<double> values, double low)
    {
        Columns.AddRange(columns);
        Values.AddRange(values);
        Lows.Add(low);
        Ends.Add(Columns.Count);
    }
}
