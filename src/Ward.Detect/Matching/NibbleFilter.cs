using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ward.Detect.Matching;

/// <summary>
/// Where one of a few grams may begin, 32 places at once: grams are spread over eight groups, and for each byte of a gram two tables of sixteen entries say, by
/// the byte's lower and upper half, which groups allow it. Says yes too often, never no wrongly. Needs AVX2. Immutable, thread-safe.
/// </summary>
internal sealed class NibbleFilter
{
    /// <summary>With more grams than this nearly every place passes.</summary>
    internal const int MostGrams = 96;

    /// <summary>Places looked at in one step.</summary>
    internal const int Step = 32;

    private const int Groups = 8;
    private readonly Vector256<byte>[] low;
    private readonly Vector256<byte>[] high;

    /// <param name="grams">Their bytes in the order of memory, the first in the lowest bits.</param>
    /// <param name="size">Bytes of a gram, 1 to 4.</param>
    internal NibbleFilter(IEnumerable<uint> grams, int size)
    {
        (low, high) = (new Vector256<byte>[size], new Vector256<byte>[size]);
        // Neighbours in order begin alike: together in a group they allow little else.
        uint[] all = [.. grams.Distinct().OrderBy(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness)];
        Span<byte> lower = stackalloc byte[16], upper = stackalloc byte[16];
        for (var place = 0; place < size; place++)
        {
            lower.Clear();
            upper.Clear();
            for (var i = 0; i < all.Length; i++)
            {
                var (b, group) = ((byte)(all[i] >> (8 * place)), (byte)(1 << (i * Groups / all.Length)));
                lower[b & 15] |= group;
                upper[b >> 4] |= group;
            }

            (low[place], high[place]) = (Vector256.Create(Vector128.Create<byte>(lower), Vector128.Create<byte>(lower)), Vector256.Create(Vector128.Create<byte>(upper), Vector128.Create<byte>(upper)));
        }
    }

    /// <summary>A bit for each of the 32 places from here on at which a gram may begin; 35 bytes are read.</summary>
    internal uint Places(ref byte here)
    {
        var half = Vector256.Create((byte)15);
        var allowed = Vector256<byte>.AllBitsSet;
        for (var place = 0; place < low.Length; place++)
        {
            var bytes = Vector256.LoadUnsafe(ref Unsafe.Add(ref here, place));
            allowed &= Avx2.Shuffle(low[place], bytes & half) & Avx2.Shuffle(high[place], Avx2.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half);
        }

        return ~Vector256.Equals(allowed, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }
}
