using System.Runtime.InteropServices;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Pieces of memory that go from one <see cref="NativeArena"/> to the next, since memory that is new to the process costs more than what is
/// done with it: each page is cleared by the system first. What is not needed goes back (<see cref="Trim"/>). Thread-safe.
/// </summary>
internal sealed unsafe class ArenaPieces : IDisposable
{
    /// <summary>Bytes of a piece, a power of two; each begins at a multiple of it.</summary>
    public const int Size = 256 << 10;

    private readonly Lock gate = new();
    private readonly Stack<IntPtr> idle = new();
    private int fewest;

    /// <summary>Not cleared.</summary>
    public IntPtr Take()
    {
        lock (gate)
        {
            if (idle.TryPop(out var piece))
            {
                fewest = Math.Min(fewest, idle.Count);
                return piece;
            }
        }

        return (IntPtr)NativeMemory.AlignedAlloc(Size, Size);
    }

    public void Give(IntPtr piece)
    {
        lock (gate) idle.Push(piece);
    }

    /// <summary>Gives back what nobody needed since it was last asked to.</summary>
    public void Trim()
    {
        lock (gate)
        {
            for (; fewest > 0; fewest--) NativeMemory.AlignedFree((void*)idle.Pop());
            fewest = idle.Count;
        }
    }

    /// <summary>After the last arena is.</summary>
    public void Dispose()
    {
        lock (gate)
            while (idle.TryPop(out var piece)) NativeMemory.AlignedFree((void*)piece);
    }
}
