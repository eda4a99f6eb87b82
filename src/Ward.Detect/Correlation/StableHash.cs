using System.Buffers.Binary;
using System.Numerics;

namespace Ward.Detect.Correlation;

/// <summary>
/// SipHash-1-3 (Aumasson, Bernstein 2012) under a fixed key: the same on every machine and in every run, for partitions and for counting values.
/// Two values that collide cost a search of some 2^32 to find, and hide one of the two.
/// </summary>
internal static class StableHash
{
    private const ulong Key0 = 0x7761_7264_2e64_6574;
    private const ulong Key1 = 0x6563_742e_636f_7272;

    internal static ulong Of(ReadOnlySpan<byte> data)
    {
        var v0 = 0x736f6d6570736575UL ^ Key0;
        var v1 = 0x646f72616e646f6dUL ^ Key1;
        var v2 = 0x6c7967656e657261UL ^ Key0;
        var v3 = 0x7465646279746573UL ^ Key1;
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
