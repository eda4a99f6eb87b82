using System.Buffers.Binary;
using System.Numerics;

namespace Ward.Detect.Matching;

/// <summary>
/// What was found in values seen before, for telemetry repeats itself: program names, command lines, accounts. A value is taken in when it comes a second
/// time; room is fixed and the oldest makes way, so that values chosen by an attacker cost a look-up and no more. Not thread-safe; allocates only when made.
/// </summary>
internal sealed class ValueMemory
{
    /// <summary>Longer values seldom come twice, and telling would cost as much as looking.</summary>
    internal const int MaxValue = 512;

    private const int Slots = 1 << 13;
    private const int TextRoom = 1 << 19;
    private const int NumberRoom = 1 << 16;
    private const int MaxNumbers = 1 << 10;

    private readonly Entry[] entries = new Entry[Slots];
    private readonly uint[] once = new uint[Slots];
    private readonly byte[] texts = new byte[TextRoom];
    private readonly int[] numbers = new int[NumberRoom];
    private long textEnd;
    private long numberEnd;

    // Places are counted from the beginning of time, so that one that was written over since is known by its distance.
    private record struct Entry(uint Tag, long Index, long TextAt, long NumberAt, int Length, int Count);

    /// <summary>The numbers kept for the value under this index, in the order in which they were found; false where none are, though there may be.</summary>
    /// <param name="index">Tells apart what was looked for.</param>
    /// <param name="tag">For <see cref="Keep"/>.</param>
    internal bool TryRecall(long index, ReadOnlySpan<byte> value, out ReadOnlySpan<int> found, out ulong tag)
    {
        tag = Hash(index, value);
        ref var entry = ref entries[(int)tag & (Slots - 1)];
        if (entry.Tag == (uint)(tag >> 32) && entry.Index == index && entry.Length == value.Length
            && entry.Length > 0 && textEnd - entry.TextAt <= TextRoom && numberEnd - entry.NumberAt <= NumberRoom
            && value.SequenceEqual(texts.AsSpan((int)(entry.TextAt & (TextRoom - 1)), entry.Length)))
        {
            found = numbers.AsSpan((int)(entry.NumberAt & (NumberRoom - 1)), entry.Count);
            return true;
        }

        found = default;
        return false;
    }

    /// <summary>Offers what was found in a value that was not recalled.</summary>
    internal void Keep(long index, ReadOnlySpan<byte> value, ReadOnlySpan<int> found, ulong tag)
    {
        var slot = (int)tag & (Slots - 1);
        if (once[slot] != (uint)(tag >> 32))
        {
            once[slot] = (uint)(tag >> 32);
            return;
        }

        if (value.IsEmpty || value.Length > MaxValue || found.Length > MaxNumbers) return;
        var entry = new Entry((uint)(tag >> 32), index, Place(ref textEnd, value.Length, TextRoom), Place(ref numberEnd, found.Length, NumberRoom), value.Length, found.Length);
        value.CopyTo(texts.AsSpan((int)(entry.TextAt & (TextRoom - 1))));
        found.CopyTo(numbers.AsSpan((int)(entry.NumberAt & (NumberRoom - 1))));
        entries[slot] = entry;
    }

    /// <summary>Where so many fit in a row: not across the end of the ring.</summary>
    private static long Place(ref long end, int length, int room)
    {
        if ((end & (room - 1)) + length > room) end = (end | (uint)(room - 1)) + 1;
        end += length;
        return end - length;
    }

    private static ulong Hash(long index, ReadOnlySpan<byte> value)
    {
        var hash = ((ulong)index * 0x9E37_79B9_7F4A_7C15) ^ (ulong)value.Length;
        for (; value.Length >= 8; value = value[8..]) hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(value));
        ulong last = 0;
        for (var i = 0; i < value.Length; i++) last |= (ulong)value[i] << (8 * i);
        hash = Mix(hash, last);
        return hash ^ (hash >> 29);
    }

    private static ulong Mix(ulong hash, ulong word) => BitOperations.RotateLeft((hash ^ word) * 0xC2B2_AE3D_27D4_EB4F, 29) * 0x9E37_79B9_7F4A_7C15;
}
