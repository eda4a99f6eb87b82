using System.Buffers.Binary;
using System.Numerics;

namespace Ward.Detect.Matching;

/// <summary>Names to what belongs to them; a look-up reads sixteen bytes of the name, compares once and allocates nothing. Immutable, thread-safe.</summary>
internal sealed class NameIndex<T>
    where T : class
{
    private readonly (byte[] Name, T Value)[] slots;

    internal NameIndex(IEnumerable<(byte[] Name, T Value)> names)
    {
        var all = names.ToList();
        slots = new (byte[], T)[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(all.Count * 3, 8))];
        foreach (var entry in all)
        {
            var slot = Slot(entry.Name);
            while (slots[slot].Name is not null) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = entry;
        }
    }

    internal T? Find(ReadOnlySpan<byte> name)
    {
        for (var slot = Slot(name); slots[slot].Name is { } there; slot = (slot + 1) & (slots.Length - 1))
            if (name.SequenceEqual(there)) return slots[slot].Value;
        return null;
    }

    private int Slot(ReadOnlySpan<byte> name)
    {
        ulong first, last;
        if (name.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(name);
            last = BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        }
        else
        {
            (first, last) = (0, 0);
            foreach (var b in name) first = (first << 8) | b;
        }

        var hash = ((first * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(last * 0xC2B2AE3D27D4EB4F, 31)) + ((ulong)name.Length * 0x165667B19E3779F9);
        return (int)((hash ^ (hash >> 32)) * 0x9E3779B1 >> 16) & (slots.Length - 1);
    }
}
