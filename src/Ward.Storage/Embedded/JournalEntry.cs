using FASTER.core;

namespace Ward.Storage.Embedded;

/// <summary>Takes entries of the log one after the other, many into one array, so that few are made. What was taken stays as it is.</summary>
internal sealed class JournalEntry : ILogEntryConsumer
{
    private const int ArrayBytes = 64 << 10;
    private byte[] array = [];
    private int used;

    /// <summary>The last one.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    public long At { get; private set; }

    /// <summary>Where the one behind it may be.</summary>
    public long Following { get; private set; }

    public void Consume(ReadOnlySpan<byte> entry, long currentAddress, long nextAddress)
    {
        if (entry.Length > array.Length - used) (array, used) = (GC.AllocateUninitializedArray<byte>(Math.Max(ArrayBytes, entry.Length)), 0);
        entry.CopyTo(array.AsSpan(used));
        (Bytes, At, Following) = (array.AsMemory(used, entry.Length), currentAddress, nextAddress);
        used += entry.Length;
    }
}
