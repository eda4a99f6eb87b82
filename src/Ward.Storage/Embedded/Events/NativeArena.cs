using System.Runtime.InteropServices;

namespace Ward.Storage.Embedded.Events;

/// <summary>Memory outside the collector's reach that never moves and is given back all at once. One writer; what was given out may be read from any thread.</summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private const int FirstPiece = 4 << 10, LargestPiece = 256 << 10;
    private readonly List<IntPtr> pieces = [];
    private byte* free;
    private nuint left;
    private long bytes;
    private int next = FirstPiece;

    /// <summary>Taken from the system.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>So many bytes, aligned to 8; not cleared.</summary>
    public byte* Take(int size)
    {
        var rounded = ((nuint)size + 7) & ~(nuint)7;
        if (rounded > left)
        {
            if (rounded > (nuint)next / 2) return Piece(rounded);
            free = Piece((nuint)next);
            left = (nuint)next;
            next = Math.Min(next * 2, LargestPiece);
        }

        var given = free;
        free += rounded;
        left -= rounded;
        return given;
    }

    /// <summary>So many items, all zero.</summary>
    public T* TakeCleared<T>(int count) where T : unmanaged
    {
        var given = Take(count * sizeof(T));
        new Span<byte>(given, count * sizeof(T)).Clear();
        return (T*)given;
    }

    public void Dispose()
    {
        foreach (var piece in pieces) NativeMemory.Free((void*)piece);
        pieces.Clear();
        free = null;
        left = 0;
    }

    private byte* Piece(nuint size)
    {
        var piece = (byte*)NativeMemory.Alloc(size);
        pieces.Add((IntPtr)piece);
        Volatile.Write(ref bytes, bytes + (long)size);
        return piece;
    }
}
