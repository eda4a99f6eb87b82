using System.Runtime.CompilerServices;

namespace Ward.Detect.Matching;

/// <summary>
/// Literals at one edge of a value: the edge is hashed once, byte by byte, and looked up at each length that some literal has.
/// Immutable, thread-safe.
/// </summary>
internal sealed class EdgeIndex
{
    private readonly bool atEnd;
    private readonly Entry[] entries;
    private readonly int[] heads;
    private readonly bool[] open;
    private readonly bool[] whole;
    private readonly int mask;

    private record struct Entry(uint Hash, byte[] Text, int Number, bool Whole, int Next);

    /// <param name="literals">Whole ones and those at this edge; the number is told when one is found.</param>
    internal EdgeIndex(IReadOnlyList<(Literal Literal, int Number)> literals, bool atEnd)
    {
        this.atEnd = atEnd;
        entries = new Entry[literals.Count];
        heads = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(literals.Count * 4, 16))];
        mask = heads.Length - 1;
        Array.Fill(heads, -1);
        open = new bool[Longest(literals, whole: false) + 1];
        whole = new bool[Longest(literals, whole: true) + 1];
        for (var i = 0; i < literals.Count; i++)
        {
            var ((where, text), number) = literals[i];
            var isWhole = where == Literal.Place.Whole;
            (isWhole ? whole : open)[text.Length] = true;
            var hash = 2166136261u;
            for (var at = 0; at < text.Length; at++) hash = Step(hash, text[atEnd ? text.Length - 1 - at : at]);
            ref var head = ref heads[Slot(hash)];
            entries[i] = new Entry(hash, text, number, isWhole, head);
            head = i;
        }
    }

    internal void Find(ReadOnlySpan<byte> folded, Hits hits)
    {
        var asWhole = folded.Length < whole.Length && whole[folded.Length];
        var most = asWhole ? folded.Length : Math.Min(folded.Length, open.Length - 1);
        var hash = 2166136261u;
        for (var length = 1; length <= most; length++)
        {
            hash = Step(hash, folded[atEnd ? folded.Length - length : length - 1]);
            if ((length < open.Length && open[length]) || (asWhole && length == folded.Length)) Look(hash, length, folded, hits);
        }
    }

    private void Look(uint hash, int length, ReadOnlySpan<byte> folded, Hits hits)
    {
        for (var at = heads[Slot(hash)]; at >= 0; at = entries[at].Next)
        {
            ref var entry = ref entries[at];
            if (entry.Hash != hash || entry.Text.Length != length || (entry.Whole && length != folded.Length)) continue;
            if ((atEnd ? folded[^length..] : folded[..length]).SequenceEqual(entry.Text)) hits.Add(entry.Number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Step(uint hash, byte b) => (hash ^ b) * 16777619u;

    private int Slot(uint hash) => (int)((hash ^ (hash >> 15)) & (uint)mask);

    private static int Longest(IReadOnlyList<(Literal Literal, int Number)> literals, bool whole) =>
        literals.Where(l => l.Literal.Where == Literal.Place.Whole == whole).Select(l => l.Literal.Folded.Length).DefaultIfEmpty(0).Max();
}
