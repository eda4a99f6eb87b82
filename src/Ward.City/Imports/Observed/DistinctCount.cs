using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ward.City.Imports.Observed;

/// <summary>About how many different things were seen, in 128 bytes: linear counting (Whang, Vander-Zanden, Taylor 1990) over 1,024 bits; right to a few in a hundred up to some thousand.</summary>
internal struct DistinctCount
{
    private const int Bits = 1024;

    private Words words;

    public void Add(int hash)
    {
        // Hashes of addresses are not spread well enough by themselves.
        var spread = (uint)hash * 2_654_435_769u;
        var bit = (int)(spread >> 22);
        words[bit >> 6] |= 1UL << (bit & 63);
    }

    public readonly int Value
    {
        get
        {
            var set = 0;
            for (var i = 0; i < Bits / 64; i++) set += BitOperations.PopCount(words[i]);
            return set >= Bits ? Bits * 8 : (int)Math.Round(-Bits * Math.Log((Bits - set) / (double)Bits));
        }
    }

    [InlineArray(Bits / 64)]
    private struct Words
    {
        private ulong first;
    }
}
