using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ward.Detect.Indicators;

/// <summary>
/// A Bloom filter in blocks of one cache line: a look-up costs one miss at most (Putze, Sanders, Singler 2007).
/// About 12 bits a key, 6 of them set. Says 'not there' for sure, or 'perhaps'.
/// </summary>
internal sealed class BlockedFilter
{
    private const int WordsABlock = 8;
    private const int BitsAKey = 12;
    private const int Probes = 6;

    private readonly ulong[] words;
    private readonly uint blocks;

    public BlockedFilter(int keys)
    {
        blocks = (uint)Math.Max(1, ((long)keys * BitsAKey / (WordsABlock * 64)) + 1);
        words = GC.AllocateUninitializedArray<ulong>((int)blocks * WordsABlock, pinned: false);
        Array.Clear(words);
    }

    public long Bytes => words.Length * 8L;

    public void Add(ulong hash)
    {
        var at = BlockOf(hash);
        for (var (bits, i) = (Bits(hash), 0); i < Probes; i++, bits >>= 9) words[at + (int)(bits >> 6 & 7)] |= 1UL << (int)(bits & 63);
    }

    public bool MayHold(ulong hash)
    {
        // All bits are looked at, though the first that is missing would do: a branch on each would be guessed wrong every other time,
        // and each wrong guess would wait for memory that the next look-up could be fetching already.
        var missing = 0UL;
        ref var block = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(words), BlockOf(hash));
        for (var (bits, i) = (Bits(hash), 0); i < Probes; i++, bits >>= 9) missing |= ~(Unsafe.Add(ref block, (int)(bits >> 6 & 7)) >> (int)(bits & 63));
        return (missing & 1) == 0;
    }

    private int BlockOf(ulong hash) => (int)((hash >> 32) * blocks >> 32) * WordsABlock;

    /// <summary>The upper half chooses the block; the bits come from the whole, mixed again, or all keys of a block would set the same.</summary>
    private static ulong Bits(ulong hash) => (hash * 0xA24B_AED4_963E_E407) >> 10;
}
