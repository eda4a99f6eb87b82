using System.Runtime.InteropServices;

namespace Ward.Storage.Embedded.Events;

/// <summary>Memory outside the collector's reach that never moves and is given back all at once. One writer; what was given out may be read from any thread.</summary>
internal sealed unsafe class NativeArena(ArenaPieces spare) : IDisposable
{
    private const int FirstPiece = 4 << 10;
    private readonly List<IntPtr> own = [], shared = [];
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
            free = next < ArenaPieces.Size ? Piece((nuint)next) : Shared();
            left = (nuint)next;
            next = Math.Min(next * 2, ArenaPieces.Size);
        }

        var given = free;
        free += rounded;
        left -= rounded;
        return given;
    }

    /// <summary>So many items; not cleared.</summary>
    public T* Take<T>(int count) where T : unmanaged => (T*)Take(count * sizeof(T));

    /// <summary>So many items, all zero.</summary>
    public T* TakeCleared<T>(int count) where T : unmanaged
    {
        var given = Take(count * sizeof(T));
        new Span<byte>(given, count * sizeof(T)).Clear();
        return (T*)given;
    }

    public void Dispose()
    {
        foreach (var piece in own) NativeMemory.Free((void*)piece);
        foreach (var piece in shared) spare.Give(piece);
        own.Clear();
        shared.Clear();
        free = null;
        left = 0;
    }

    private byte* Piece(nuint size)
    {
        var piece = (byte*)NativeMemory.Alloc(size);
        own.Add((IntPtr)piece);
        Volatile.Write(ref bytes, bytes + (long)size);
        return piece;
    }

    private byte* Shared()
    {
        var piece = spare.Take();
        shared.Add(piece);
        Volatile.Write(ref bytes, bytes + ArenaPieces.Size);
        return (byte*)piece;
    }
}
