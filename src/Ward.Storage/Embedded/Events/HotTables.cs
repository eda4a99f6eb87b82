using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Ward.Storage.Embedded.Events;

/// <summary>The tables in memory by number, for <see cref="HotFunction"/>. Thread-safe.</summary>
internal sealed class HotTables : IDisposable
{
    private readonly ConcurrentDictionary<long, HotTable> tables = new();

    public void Add(HotTable table) => tables[table.Number] = table;

    public bool TryFind(long number, [NotNullWhen(true)] out HotTable? table) => tables.TryGetValue(number, out table);

    /// <summary>Forgets the table and gives its memory back; nobody looks at it any more.</summary>
    public void Drop(HotTable table)
    {
        if (tables.TryRemove(table.Number, out _)) table.Dispose();
    }

    /// <summary>After the last connection is closed.</summary>
    public void Dispose()
    {
        foreach (var table in tables.Values) Drop(table);
    }
}
