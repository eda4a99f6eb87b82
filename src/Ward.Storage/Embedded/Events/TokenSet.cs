namespace Ward.Storage.Embedded.Events;

/// <summary>A set of 64-bit hashes. Not thread-safe.</summary>
internal sealed class TokenSet : IWords
{
    private ulong[] slots = new ulong[1024];

    public int Count { get; private set; }

    /// <param name="hash">Not 0, which is an empty slot; no word has it (<see cref="Tokens"/>).</param>
    public void Add(ulong hash)
    {
        var mask = slots.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            if (slots[at] == hash) return;
            if (slots[at] != 0) continue;
            slots[at] = hash;
            if (++Count * 2 > slots.Length) Grow();
            return;
        }
    }

    public IEnumerable<ulong> All()
    {
        foreach (var slot in slots)
            if (slot != 0) yield return slot;
    }

    private void Grow()
    {
        var old = slots;
        slots = new ulong[old.Length * 2];
        var mask = slots.Length - 1;
        foreach (var hash in old)
        {
            if (hash == 0) continue;
            var at = (int)hash & mask;
            while (slots[at] != 0) at = (at + 1) & mask;
            slots[at] = hash;
        }
    }
}
