namespace Ward.Prescribe.Optimisation.Cuts;

/// <summary>The rows met so far, none twice.</summary>
internal sealed class PathCuts
{
    private readonly Dictionary<ulong, List<int>> seen = [];

    public List<CutRow> Rows { get; } = [];

    /// <summary>False where the same row is there already.</summary>
    public bool Add(CutRow row)
    {
        var key = 14695981039346656037UL;
        for (var i = 0; i < row.Columns.Length; i++) key = (((key ^ (uint)row.Columns[i]) * 1099511628211UL) ^ (ulong)BitConverter.DoubleToInt64Bits(row.Shares[i])) * 1099511628211UL;
        if (!seen.TryGetValue(key, out var places)) seen[key] = places = [];
        foreach (var p in places)
            if (Rows[p].Columns.AsSpan().SequenceEqual(row.Columns) && Rows[p].Shares.AsSpan().SequenceEqual(row.Shares)) return false;
        places.Add(Rows.Count);
        Rows.Add(row);
        return true;
    }
}
