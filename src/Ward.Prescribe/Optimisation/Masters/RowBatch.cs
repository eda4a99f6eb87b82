using System.Runtime.InteropServices;

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

    /// <summary>Adds one row of another batch.</summary>
    public void Add(RowBatch from, int row)
    {
        var (first, before) = from.Entries(row);
        Add(CollectionsMarshal.AsSpan(from.Columns)[first..before], CollectionsMarshal.AsSpan(from.Values)[first..before], from.Lows[row]);
    }

    /// <summary>Takes rows out.</summary>
    /// <param name="rows">Numbers, rising.</param>
    public void Remove(ReadOnlySpan<int> rows)
    {
        var kept = new RowBatch();
        for (int r = 0, next = 0; r < Count; r++)
            if (next < rows.Length && rows[next] == r) next++;
            else kept.Add(this, r);
        Clear();
        for (var r = 0; r < kept.Count; r++) Add(kept, r);
    }

    public void Clear()
    {
        Ends.Clear();
        Lows.Clear();
        Columns.Clear();
        Values.Clear();
    }

    public void Add(ReadOnlySpan<int> columns, ReadOnlySpan<double> values, double low)
    {
        Columns.AddRange(columns);
        Values.AddRange(values);
        Lows.Add(low);
        Ends.Add(Columns.Count);
    }
}
