using System.Buffers.Binary;
using System.Security.Cryptography;
using Ward.Detect.Matching;

namespace Ward.Detect.Correlation;

/// <summary>Builds the key of a group in one buffer: each value behind its length, a long one as its beginning and its hash.</summary>
internal sealed class GroupKey
{
    private const int MaxValue = 512;
    private const int HashBytes = 32;
    private byte[] buffer = new byte[256];
    private int length;

    internal ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>False where one of the fields is not there, or is empty.</summary>
    internal bool TryBuild<TValues>(TValues from, ReadOnlySpan<int> fields)
        where TValues : struct, IFieldValues
    {
        length = 0;
        foreach (var field in fields)
        {
            if (!from.TryGet(field, out var value) || value.IsEmpty) return false;
            Append(value);
        }

        return true;
    }

    private void Append(ReadOnlySpan<byte> value)
    {
        var size = Math.Min(value.Length, MaxValue);
        if (buffer.Length < length + sizeof(ushort) + size) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + sizeof(ushort) + size));
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(length), (ushort)size);
        length += sizeof(ushort);
        value[..size].CopyTo(buffer.AsSpan(length));
        if (value.Length > MaxValue) SHA256.HashData(value, buffer.AsSpan(length + size - HashBytes, HashBytes));
        length += size;
    }

    /// <summary>One value within a key.</summary>
    internal static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> key, int index)
    {
        for (; index > 0; index--) key = key[(sizeof(ushort) + BinaryPrimitives.ReadUInt16LittleEndian(key))..];
        return key.Slice(sizeof(ushort), BinaryPrimitives.ReadUInt16LittleEndian(key));
    }

    /// <summary>The values within a key, as text.</summary>
    internal static List<string> Values(ReadOnlySpan<byte> key)
    {
        var values = new List<string>();
        while (!key.IsEmpty)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(key);
            values.Add(Texts.Of(key.Slice(sizeof(ushort), size), Texts.ShownBytes));
            key = key[(sizeof(ushort) + size)..];
        }

        return values;
    }
}
