using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ward.Detect;

/// <summary>
/// SipHash-1-3 (Aumasson, Bernstein 2012) under fixed keys: the same on every machine and in every run, for partitions, for counting values and,
/// twice under keys of their own, for the ids of findings. Two values that collide cost a search of some 2^32 to find, and hide one of the two.
/// </summary>
internal static class StableHash
{
    private const ulong Key0 = 0x7761_7264_2e64_6574;
    private const ulong Key1 = 0x6563_742e_636f_7272;

    internal static ulong Of(ReadOnlySpan<byte> data) => Of(data, Key0, Key1);

    /// <summary>128 bits: no two in 2^60 are expected to be the same where nobody chooses the data.</summary>
    internal static void Of(ReadOnlySpan<byte> data, Span<byte> sixteen)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(sixteen, Of(data, ~Key0, Key1));
        BinaryPrimitives.WriteUInt64LittleEndian(sixteen[8..], Of(data, Key0, ~Key1));
    }

    private static ulong Of(ReadOnlySpan<byte> data, ulong key0, ulong key1)
    {
        var v0 = 0x736f6d6570736575UL ^ key0;
        var v1 = 0x646f72616e646f6dUL ^ key1;
        var v2 = 0x6c7967656e657261UL ^ key0;
        var v3 = 0x7465646279746573UL ^ key1;
        var last = (ulong)data.Length << 56;
        for (; data.Length >= 8; data = data[8..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(data);
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }

        for (var i = 0; i < data.Length; i++) last |= (ulong)data[i] << (8 * i);
        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;
        v2 ^= 0xff;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
