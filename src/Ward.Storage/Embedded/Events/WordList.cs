namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Words one after the other as they come; one that came lately is not written again, others may stand there more than once. Adding to it touches
/// the memory in order, which a set of so many cannot. Not thread-safe.
/// </summary>
internal sealed unsafe class WordList(NativeArena arena) : IWords
{
    private const int ChunkWords = 1024, FewestSlots = 64, MostSlots = 8192;
    private readonly List<IntPtr> chunks = [];
    private ulong* slots;
    private int slotCount, misses;
    private int used = ChunkWords;

    /// <summary>At least as many as there are different ones.</summary>
    public long Count => (chunks.Count * (long)ChunkWords) - (ChunkWords - used);

    /// <param name="word">Not 0, which no word is (<see cref="Tokens"/>).</param>
    public void Add(ulong word)
    {
        if (slots == null || (misses > slotCount && slotCount < MostSlots)) Widen();
        ref var slot = ref slots[(int)word & (slotCount - 1)];
        if (slot == word) return;
        slot = word;
        misses++;
        if (used == ChunkWords)
        {
            chunks.Add((IntPtr)arena.Take<ulong>(ChunkWords));
            used = 0;
        }

        ((ulong*)chunks[^1])[used++] = word;
    }

    /// <summary>Adds all of them to the filter.</summary>
    public void AddTo(FilterBits filter)
    {
        for (var i = 0; i < chunks.Count; i++)
            foreach (var word in new ReadOnlySpan<ulong>((void*)chunks[i], i == chunks.Count - 1 ? used : ChunkWords)) filter.Add(word);
    }

    /// <summary>Writes all of them, 8 bytes each.</summary>
    public void WriteTo(SpillFile file)
    {
        for (var i = 0; i < chunks.Count; i++) file.Write(new ReadOnlySpan<ulong>((void*)chunks[i], i == chunks.Count - 1 ? used : ChunkWords));
    }

    private void Widen()
    {
        slotCount = slots == null ? FewestSlots : slotCount * 2;
        slots = arena.TakeCleared<ulong>(slotCount);
        misses = 0;
    }
}
