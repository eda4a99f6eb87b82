using System.Runtime.InteropServices;

namespace Ward.Storage.Embedded.Events;

/// <summary>Memory outside the collector's reach that never moves and is given back all at once. One writer; what was given out may be read from any thread.</summary>
internal sealed unsafe class NativeArena(ArenaPieces spare) : IDisposable
{
    /// <summary>Bytes at the start of a piece, which hold where it was written (<see cref="Placed"/>).</summary>
    public const int Head = 8;

    private const int FirstPiece = 4 << 10;
    private readonly List<Piece> pieces = [];
    private byte* free;
    private nuint left;
    private long bytes;
    private int next = FirstPiece, current = -1;

    /// <summary>Taken from the system.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>So many bytes, aligned to 8; not cleared.</summary>
    public byte* Take(int size)
    {
        var rounded = ((nuint)size + 7) & ~(nuint)7;
        if (rounded > left)
        {
            if (rounded > (nuint)next / 2) return Add(rounded + Head, full: true) + Head;
            Close();
            free = Add((nuint)next, full: false) + Head;
            current = pieces.Count - 1;
            left = (nuint)next - Head;
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

    /// <summary>Writes all of it, and notes in each piece where it went.</summary>
    public void WriteTo(SpillFile file)
    {
        Close();
        foreach (var piece in pieces)
        {
            *(long*)piece.At = file.At;
            file.Write(new ReadOnlySpan<byte>((void*)piece.At, (int)piece.Used));
        }
    }

    /// <summary>Where in the file that the arena was written to a byte of it lies; the first of a text.</summary>
    public static ulong Placed(ulong address)
    {
        var piece = address & ~((ulong)ArenaPieces.Size - 1);
        return (ulong)*(long*)piece + (address - piece);
    }

    public void Dispose()
    {
        foreach (var piece in pieces)
        {
            if (piece.IsShared) spare.Give(piece.At);
            else NativeMemory.AlignedFree((void*)piece.At);
        }

        pieces.Clear();
        free = null;
        left = 0;
        current = -1;
    }

    // The beginning of a piece is found from any text in it: pieces begin at multiples of their size, and longer ones have one text alone.
    private byte* Add(nuint size, bool full)
    {
        var isShared = size == ArenaPieces.Size && !full;
        var at = isShared ? spare.Take() : (IntPtr)NativeMemory.AlignedAlloc(size, ArenaPieces.Size);
        pieces.Add(new Piece(at, isShared, full ? size : 0));
        Volatile.Write(ref bytes, bytes + (long)size);
        return (byte*)at;
    }

    private void Close()
    {
        if (current >= 0) pieces[current] = pieces[current] with { Used = (nuint)(free - (byte*)pieces[current].At) };
    }

    private readonly record struct Piece(IntPtr At, bool IsShared, nuint Used);
}
