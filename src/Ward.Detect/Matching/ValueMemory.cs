using System.Buffers.Binary;
using System.Numerics;

namespace Ward.Detect.Matching;

/// <summary>
/// What was found in values seen before, for telemetry repeats itself: program names, command lines, accounts. A value is taken in when it comes a second
/// time; room grows by need to a fixed size of about 1 MB, then the oldest makes way, so that values chosen by an attacker cost a look-up and no more.
/// Not thread-safe.
/// </summary>
internal sealed class ValueMemory
{
    /// <summary>Longer values seldom come twice, and telling would cost as much as looking.</summary>
    internal const int MaxValue = 512;

    private const int FirstSlots = 1 << 7;
    private const int MostSlots = 1 << 13;
    private const int TextPerSlot = 64;
    private const int NumbersPerSlot = 8;

    /// <summary>With so many values that were not recalled, there is too little room, or nothing comes again.</summary>
    private const int OffersPerSlot = 8;

    private const int MaxNumbers = FirstSlots * NumbersPerSlot;

    private Entry[] entries = [];
    private uint[] once = [];
    private byte[] texts = [];
    private int[] numbers = [];
    private long textEnd;
    private long numberEnd;
    private int offered;

    internal ValueMemory() => Grow(FirstSlots);

    // Places are counted from the beginning of time, so that one that was written over since is known by its distance.
    private record struct Entry(uint Tag, long Index, long TextAt, long NumberAt, int Length, int Count);

    /// <summary>The numbers kept for the value under this index, in the order in which they were found; false where none are, though there may be.</summary>
    /// <param name="index">Tells apart what was looked for.</param>
    /// <param name="tag">For <see cref="Keep"/>.</param>
    internal bool TryRecall(long index, ReadOnlySpan<byte> value, out ReadOnlySpan<int> found, out ulong tag)
    {
        tag = Hash(index, value);
        ref var entry = ref entries[(int)tag & (entries.Length - 1)];
        if (entry.Tag == (uint)(tag >> 32) && entry.Index == index && entry.Length == value.Length
            && entry.Length > 0 && textEnd - entry.TextAt <= texts.Length && numberEnd - entry.NumberAt <= numbers.Length
            && value.SequenceEqual(texts.AsSpan((int)(entry.TextAt & (texts.Length - 1)), entry.Length)))
        {
            found = numbers.AsSpan((int)(entry.NumberAt & (numbers.Length - 1)), entry.Count);
            return true;
        }

        found = default;
        return false;
    }

    /// <summary>Offers what was found in a value that was not recalled: one of 1 to <see cref="MaxValue"/> bytes.</summary>
    internal void Keep(long index, ReadOnlySpan<byte> value, ReadOnlySpan<int> found, ulong tag)
    {
        if (++offered > OffersPerSlot * entries.Length && entries.Length < MostSlots) Grow(entries.Length * 4);
        var slot = (int)tag & (entries.Length - 1);
        if (once[slot] != (uint)(tag >> 32))
        {
            once[slot] = (uint)(tag >> 32);
            return;
        }

        if (found.Length > MaxNumbers) return;
        var entry = new Entry((uint)(tag >> 32), index, Place(ref textEnd, value.Length, texts.Length), Place(ref numberEnd, found.Length, numbers.Length), value.Length, found.Length);
        value.CopyTo(texts.AsSpan((int)(entry.TextAt & (texts.Length - 1))));
        found.CopyTo(numbers.AsSpan((int)(entry.NumberAt & (numbers.Length - 1))));
        entries[slot] = entry;
    }

    /// <summary>Begins anew with more room.</summary>
    private void Grow(int slots)
    {
        (entries, once, texts, numbers) = (new Entry[slots], new uint[slots], new byte[slots * TextPerSlot], new int[slots * NumbersPerSlot]);
        (textEnd, numberEnd, offered) = (0, 0, 0);
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
