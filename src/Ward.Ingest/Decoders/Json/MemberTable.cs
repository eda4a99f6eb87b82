using System.Buffers.Binary;
using System.Numerics;

namespace Ward.Ingest.Decoders.Json;

/// <summary>
/// The members of one record, flat, in the order in which they came: dotted path, value, and whether it is a number. Values and paths are
/// UTF-8 in one pooled buffer and valid until the next record is read. Elements of an array stand under the array's path, one after the
/// other; null stands nowhere. Not thread-safe.
/// </summary>
internal class MemberTable
{
    private Member[] members = new Member[64];
    private ulong seen;

    /// <summary>Bytes of the record, then what had to be written anew: joined paths, unescaped values.</summary>
    private protected byte[] Bytes = new byte[4096];
    private protected int Used;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> NameAt(int index) => Bytes.AsSpan(members[index].NameAt, members[index].NameLength);

    public ReadOnlySpan<byte> ValueAt(int index) => Bytes.AsSpan(members[index].At, members[index].Length);

    public uint HashAt(int index) => members[index].Hash;

    /// <summary>True where the value came as a number, not as text and not as true or false.</summary>
    public bool IsNumber(int index) => members[index].Number;

    public bool Has(MemberName name) => Find(name) >= 0;

    /// <summary>The first value of that path.</summary>
    public bool TryGet(MemberName name, out ReadOnlySpan<byte> value)
    {
        var at = Find(name);
        value = at < 0 ? default : ValueAt(at);
        return at >= 0;
    }

    /// <summary>The first value of that path; empty where it is absent.</summary>
    public ReadOnlySpan<byte> Value(MemberName name)
    {
        var at = Find(name);
        return at < 0 ? default : ValueAt(at);
    }

    /// <summary>True where the path's first value is these bytes.</summary>
    public bool Says(MemberName name, ReadOnlySpan<byte> value) => TryGet(name, out var there) && there.SequenceEqual(value);

    /// <summary>Index of the first member of that path, or -1.</summary>
    public int Find(MemberName name)
    {
        if ((seen & Bit(name.Hash)) == 0) return -1;
        for (var i = 0; i < Count; i++)
            if (members[i].Hash == name.Hash && NameAt(i).SequenceEqual(name.Utf8)) return i;
        return -1;
    }

    /// <summary>True where some path begins so.</summary>
    public bool HasUnder(ReadOnlySpan<byte> prefix)
    {
        for (var i = 0; i < Count; i++)
            if (NameAt(i).StartsWith(prefix)) return true;
        return false;
    }

    /// <summary>Adds a member by copies of name and value.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(Keep(name), name.Length, Keep(value), value.Length, false);

    public void Clear() => (Count, Used, seen) = (0, 0, 0);

    /// <summary>Length, beginning and end of a path in one number; equal paths have equal hashes.</summary>
    internal static uint HashOf(ReadOnlySpan<byte> name)
    {
        ulong first, last;
        if (name.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(name);
            last = BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        }
        else if (name.Length >= 4)
        {
            first = BinaryPrimitives.ReadUInt32LittleEndian(name);
            last = BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]);
        }
        else
        {
            first = name.Length == 0 ? 0u : (uint)(name[0] | (name[name.Length / 2] << 8) | (name[^1] << 16));
            last = 0;
        }

        var mixed = (first * 0x9E3779B97F4A7C15) ^ (BitOperations.RotateLeft(last, 31) * 0xC2B2AE3D27D4EB4F) ^ ((ulong)name.Length << 57);
        return (uint)((mixed ^ (mixed >> 29)) >> 13);
    }

    private protected void Add(int nameAt, int nameLength, int at, int length, bool number)
    {
        if (Count == members.Length) Array.Resize(ref members, Count * 2);
        var hash = HashOf(Bytes.AsSpan(nameAt, nameLength));
        members[Count++] = new Member(nameAt, nameLength, at, length, hash, number);
        seen |= Bit(hash);
    }

    private protected int Keep(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(Bytes.AsSpan(Used));
        Used += bytes.Length;
        return Used - bytes.Length;
    }

    private protected void Room(int more)
    {
        if (Used + more > Bytes.Length) Array.Resize(ref Bytes, Math.Max(Bytes.Length * 2, Used + more));
    }

    private static ulong Bit(uint hash) => 1UL << (int)(hash & 63);

    private readonly record struct Member(int NameAt, int NameLength, int At, int Length, uint Hash, bool Number);
}
