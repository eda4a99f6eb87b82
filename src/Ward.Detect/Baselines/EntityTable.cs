using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Ward.Detect.Baselines;

/// <summary>
/// A bounded number of entities with their state by value; the one not seen for longest gives way, and that is counted.
/// Finding a known entity allocates nothing. A reference handed out is valid until the next call to <see cref="Touch"/>.
/// </summary>
internal sealed class EntityTable<TKey, TState>(int capacity)
    where TKey : unmanaged, IEquatable<TKey>
    where TState : unmanaged
{
    private readonly Dictionary<TKey, int> slots = [];
    private TKey[] keys = new TKey[Math.Min(capacity, 64)];
    private TState[] states = new TState[Math.Min(capacity, 64)];
    private int[] older = new int[Math.Min(capacity, 64)];
    private int[] newer = new int[Math.Min(capacity, 64)];
    private int newest = -1;
    private int oldest = -1;
    private long evicted;

    public int Count => slots.Count;

    /// <summary>How many gave way since the start. May be read from another thread.</summary>
    public long Evicted => Volatile.Read(ref evicted);

    /// <summary>The entity's state, made empty where it is new; it becomes the one seen last.</summary>
    [SuppressMessage("Design", "CA1021", Justification = "The state is by reference, so whether it is known cannot be the result.")]
    public ref TState Touch(TKey key, out bool known)
    {
        known = slots.TryGetValue(key, out var slot);
        if (known)
        {
            Unlink(slot);
        }
        else
        {
            slot = slots.Count < capacity ? Fresh() : Evict();
            keys[slot] = key;
            states[slot] = default;
            slots.Add(key, slot);
        }

        LinkNewest(slot);
        return ref states[slot];
    }

    /// <summary>The state where the entity is known, otherwise a null reference; does not count as seen.</summary>
    public ref TState Find(TKey key, out bool known)
    {
        known = slots.TryGetValue(key, out var slot);
        return ref known ? ref states[slot] : ref System.Runtime.CompilerServices.Unsafe.NullRef<TState>();
    }

    /// <summary>Oldest first, so that reading it back gives the same order of giving way.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(slots.Count);
        for (var slot = oldest; slot >= 0; slot = newer[slot])
        {
            to.Write(MemoryMarshal.AsBytes(keys.AsSpan(slot, 1)));
            to.Write(MemoryMarshal.AsBytes(states.AsSpan(slot, 1)));
        }
    }

    /// <summary>Into an empty table; where the capacity has become smaller, the oldest give way.</summary>
    public void Load(BinaryReader from)
    {
        Span<TKey> key = stackalloc TKey[1];
        Span<TState> state = stackalloc TState[1];
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(key));
            from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(state));
            Touch(key[0], out _) = state[0];
        }
    }

    private int Fresh()
    {
        if (slots.Count == keys.Length)
        {
            var size = (int)Math.Min(capacity, keys.Length * 2L);
            Array.Resize(ref keys, size);
            Array.Resize(ref states, size);
            Array.Resize(ref older, size);
            Array.Resize(ref newer, size);
        }

        return slots.Count;
    }

    private int Evict()
    {
        var slot = oldest;
        Unlink(slot);
        slots.Remove(keys[slot]);
        Volatile.Write(ref evicted, evicted + 1);
        return slot;
    }

    private void Unlink(int slot)
    {
        if (older[slot] >= 0) newer[older[slot]] = newer[slot];
        else oldest = newer[slot];
        if (newer[slot] >= 0) older[newer[slot]] = older[slot];
        else newest = older[slot];
    }

    private void LinkNewest(int slot)
    {
        (older[slot], newer[slot]) = (newest, -1);
        if (newest >= 0) newer[newest] = slot;
        else oldest = slot;
        newest = slot;
    }
}
