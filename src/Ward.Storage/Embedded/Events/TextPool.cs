using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Keeps texts for as long as the arena lives, and a text that came lately only once. What is told to be known was kept before, byte by byte the same;
/// what is told to be new may have been kept before. Not thread-safe.
/// </summary>
/// <param name="arena">Where the texts go.</param>
/// <param name="aside">Where it remembers which came lately.</param>
internal sealed unsafe class TextPool(NativeArena arena, NativeArena aside)
{
    private const int FewestSlots = 64, MostSlots = 8192;
    private Slot* slots = aside.TakeCleared<Slot>(FewestSlots);
    private int slotCount = FewestSlots, misses;

    /// <summary>The text as DuckDB takes it: valid UTF-8, what is not becomes U+FFFD.</summary>
    /// <param name="kind">Texts of different kinds do not know each other.</param>
    /// <param name="isNew">False where the same text of the same kind was kept before.</param>
    public DuckString Keep(ReadOnlySpan<byte> text, int kind, out bool isNew)
    {
        ref var slot = ref slots[(int)Hash(text, kind) & (slotCount - 1)];
        isNew = slot.Kind != kind + 1 || !Same(ref slot.Text, text);
        if (!isNew) return slot.Text;
        if (!Utf8.IsValid(text)) return KeepBytes(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text)));
        var kept = KeepBytes(text);
        slot = new Slot(kept, kind + 1);
        if (++misses > slotCount && slotCount < MostSlots)
        {
            slotCount *= 2;
            slots = aside.TakeCleared<Slot>(slotCount);
            misses = 0;
        }

        return kept;
    }

    /// <summary>Any bytes, as they are.</summary>
    public DuckString KeepBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= DuckString.InPlace) return DuckString.Of(bytes, null);
        var at = arena.Take(bytes.Length);
        bytes.CopyTo(new Span<byte>(at, bytes.Length));
        return DuckString.Of(bytes, at);
    }

    private static bool Same(ref DuckString kept, ReadOnlySpan<byte> text)
    {
        if (kept.Length != (uint)text.Length) return false;
        if (text.Length > DuckString.InPlace) return new ReadOnlySpan<byte>((byte*)kept.Tail, text.Length).SequenceEqual(text);
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref Unsafe.As<DuckString, byte>(ref kept), 4), text.Length).SequenceEqual(text);
    }

    /// <summary>Not for what has to be told apart by it: whoever writes texts may make two alike.</summary>
    public static ulong Hash(ReadOnlySpan<byte> text, int kind)
    {
        const ulong factor = 0x9e3779b97f4a7c15;
        var hash = ((ulong)text.Length + ((ulong)kind << 32)) * factor;
        var at = 0;
        for (; at + 8 <= text.Length; at += 8) hash = (BitOperations.RotateLeft(hash, 29) ^ MemoryMarshal.Read<ulong>(text[at..])) * factor;
        if (at < text.Length)
        {
            ulong rest = 0;
            if (text.Length >= 8) rest = MemoryMarshal.Read<ulong>(text[^8..]);
            else foreach (var b in text) rest = (rest << 8) | b;
            hash = (BitOperations.RotateLeft(hash, 29) ^ rest) * factor;
        }

        return hash ^ (hash >> 32);
    }

    private struct Slot(DuckString text, int kind)
    {
        public DuckString Text = text;
        public readonly int Kind = kind;
    }
}
