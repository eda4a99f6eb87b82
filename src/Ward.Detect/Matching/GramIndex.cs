using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ward.Detect.Matching;

/// <summary>
/// Literals anywhere in a value. Each waits behind one run of one to four of its bytes (a gram), the rarest that it has; the value is
/// run over once, its grams asked of a bit table that fits the first cache, and only what passes is compared. Immutable, thread-safe.
/// </summary>
internal sealed class GramIndex
{
    private readonly int size;
    private readonly uint keep;
    private readonly int shift;
    private readonly uint[] bits;
    private readonly uint[] grams;
    private readonly int[] heads;
    private readonly Entry[] entries;

    private record struct Entry(byte[] Text, int Offset, int Number, int Next);

    /// <param name="size">Bytes of a gram, 1 to 4; no literal is shorter.</param>
    internal GramIndex(IReadOnlyList<(Literal Literal, int Number)> literals, int size)
    {
        this.size = size;
        keep = size == 4 ? uint.MaxValue : (1u << (8 * size)) - 1;
        var log = Math.Clamp(BitOperations.Log2((uint)literals.Count) + 6, 9, 17);
        shift = 32 - log;
        bits = new uint[1 << (log - 5)];
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(literals.Count * 4, 16));
        (grams, heads, entries) = (new uint[slots], new int[slots], new Entry[literals.Count]);
        Array.Fill(heads, -1);
        Place(literals);
    }

    /// <param name="folded">Followed by <see cref="Folding.Padding"/> readable bytes.</param>
    internal void Find(ReadOnlySpan<byte> folded, Hits hits)
    {
        ref var start = ref MemoryMarshal.GetReference(folded);
        ref var table = ref MemoryMarshal.GetArrayDataReference(bits);
        for (var at = 0; at <= folded.Length - size; at++)
        {
            var gram = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, at)) & keep;
            var hash = (gram * 0x9E3779B1u) >> shift;
            if (((Unsafe.Add(ref table, hash >> 5) >> (int)(hash & 31)) & 1) != 0) Compare(gram, at, folded, hits);
        }
    }

    private void Compare(uint gram, int at, ReadOnlySpan<byte> folded, Hits hits)
    {
        for (var entry = heads[SlotOf(gram)]; entry >= 0; entry = entries[entry].Next)
        {
            ref var candidate = ref entries[entry];
            var from = at - candidate.Offset;
            if (from >= 0 && from + candidate.Text.Length <= folded.Length && folded.Slice(from, candidate.Text.Length).SequenceEqual(candidate.Text))
                hits.Add(candidate.Number);
        }
    }

    private void Place(IReadOnlyList<(Literal Literal, int Number)> literals)
    {
        var common = new Dictionary<uint, int>();
        foreach (var (literal, _) in literals)
            foreach (var gram in Windows(literal.Folded).Distinct()) common[gram] = common.GetValueOrDefault(gram) + 1;
        var waiting = new Dictionary<uint, int>();
        var next = 0;
        // Those with the least choice first.
        foreach (var (literal, number) in literals.OrderBy(l => l.Literal.Folded.Length))
        {
            var (best, offset, cost) = (0u, 0, int.MaxValue);
            var place = 0;
            foreach (var gram in Windows(literal.Folded))
            {
                var price = (4 * waiting.GetValueOrDefault(gram)) + common[gram];
                if (price < cost) (best, offset, cost) = (gram, place, price);
                place++;
            }

            waiting[best] = waiting.GetValueOrDefault(best) + 1;
            var hash = (best * 0x9E3779B1u) >> shift;
            bits[hash >> 5] |= 1u << (int)(hash & 31);
            var slot = SlotOf(best);
            entries[next] = new Entry(literal.Folded, offset, number, heads[slot]);
            (grams[slot], heads[slot]) = (best, next++);
        }
    }

    private IEnumerable<uint> Windows(byte[] text)
    {
        for (var at = 0; at <= text.Length - size; at++)
        {
            uint gram = 0;
            for (var i = 0; i < size; i++) gram |= (uint)text[at + i] << (8 * i);
            yield return gram;
        }
    }

    /// <summary>The gram's own slot, or the free one where it would be.</summary>
    private int SlotOf(uint gram)
    {
        var slot = (int)((gram * 0x85EBCA6Bu) >> 8) & (heads.Length - 1);
        while (heads[slot] >= 0 && grams[slot] != gram) slot = (slot + 1) & (heads.Length - 1);
        return slot;
    }
}
