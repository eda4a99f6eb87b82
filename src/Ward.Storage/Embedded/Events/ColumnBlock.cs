namespace Ward.Storage.Embedded.Events;

/// <summary>Some rows as columns, in memory or in a mapped file, to be copied from; texts by number (<see cref="IColumnPart.Copy"/>).</summary>
internal abstract unsafe class ColumnBlock(int capacity)
{
    /// <summary>Rows that it has room for; how many there are, its part knows.</summary>
    public int Capacity => capacity;

    public long* Times { get; protected init; }

    public long* Received { get; protected init; }

    public long* Offsets { get; protected init; }

    public int* Activities { get; protected init; }

    public int* Statuses { get; protected init; }

    public sbyte* Assurances { get; protected init; }

    public byte* Proven { get; protected init; }

    /// <summary>Where the pairs of a row are in <see cref="RestTexts"/>.</summary>
    public RestEntry* Rest { get; protected init; }

    /// <summary>Names and values of <c>rest</c> by number, which <see cref="Rest"/> points into. As of now; read after the rows' visibility.</summary>
    public abstract (IntPtr Names, IntPtr Values) RestTexts { get; }

    /// <summary>The column's values by number; null where no row has one.</summary>
    public abstract int* Texts(int column);

    /// <summary>An entry of a list vector (duckdb_list_entry).</summary>
    public readonly record struct RestEntry(ulong Offset, ulong Length);
}
