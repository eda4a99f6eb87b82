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
        var block = words.AsSpan(BlockOf(hash), WordsABlock);
        for (var (bits, i) = (Bits(hash), 0); i < Probes; i++, bits >>= 9)
            if ((block[(int)(bits >> 6 & 7)] >> (int)(bits & 63) & 1) == 0) return false;
        return true;
    }

    private int BlockOf(ulong hash) => (int)((hash >> 32) * blocks >> 32) * WordsABlock;

    /// <summary>The upper half chooses the block; the bits come from the whole, mixed again, or all keys of a block would set the same.</summary>
    private static ulong Bits(ulong hash) => (hash * 0xA24B_AED4_963E_E407) >> 10;
}
