using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Ward.Storage.Embedded.Events;

/// <summary>The tables in memory and the spilled segments by number, for <see cref="HotFunction"/>. Thread-safe.</summary>
internal sealed class HotTables : IDisposable
{
    private readonly ConcurrentDictionary<long, HotTable> tables = new();
    private readonly ConcurrentDictionary<long, IColumnPart> parts = new();

    /// <summary>Memory that no table needs at the moment.</summary>
    public ArenaPieces Spare { get; } = new();

    /// <summary>By which the part of a segment is found; below 0, where no table's number is.</summary>
    public static long NumberOf(Segment segment) => -segment.Number;

    public void Add(HotTable table) => tables[table.Number] = table;

    /// <summary>Opens the file of a spilled segment.</summary>
    /// <param name="check">Whether to read all of it and see that it is whole.</param>
    /// <exception cref="IOException">It is damaged, of a newer Ward, or cannot be read.</exception>
    public void Add(Segment segment, string folder, bool check) => parts[NumberOf(segment)] = SpillPart.Open(segment.EventsIn(folder), segment, check);

    /// <summary>A part in memory that a segment is made of.</summary>
    public void Add(Segment segment, HotPart part) => parts[NumberOf(segment)] = part;

    /// <summary>What <see cref="NumberOf"/> or a table's number stands for.</summary>
    public bool TryFind(long number, [NotNullWhen(true)] out IReadOnlyList<IColumnPart>? found)
    {
        if (number < 0) found = parts.TryGetValue(number, out var part) ? [part] : null;
        else found = tables.TryGetValue(number, out var table) ? table.Parts : null;
        return found is not null;
    }

    /// <summary>The spilled segment, open.</summary>
    public SpillPart this[Segment spilled] => (SpillPart)parts[NumberOf(spilled)];

    /// <summary>Forgets the table and gives its memory back; nobody looks at it any more.</summary>
    public void Drop(HotTable table)
    {
        if (tables.TryRemove(table.Number, out _)) table.Dispose();
    }

    /// <summary>Forgets the part of a segment, and closes its file where it is spilled; nobody looks at it any more.</summary>
    public void Drop(Segment segment)
    {
        if (parts.TryRemove(NumberOf(segment), out var part)) (part as SpillPart)?.Dispose();
    }

    /// <summary>After the last connection is closed.</summary>
    public void Dispose()
    {
        foreach (var table in tables.Values) Drop(table);
        foreach (var part in parts.Values.OfType<SpillPart>()) part.Dispose();
        parts.Clear();
        Spare.Dispose();
    }
}
