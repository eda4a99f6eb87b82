using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Keeps texts, and a text that came lately only once. What is told to be known was kept before, byte by byte the same;
/// what is told to be new may have been kept before. Not thread-safe.
/// </summary>
/// <param name="arena">Where it remembers which came lately.</param>
internal sealed unsafe class TextPool(KeptTexts texts, NativeArena arena)
{
    private const int FewestSlots = 64, MostSlots = 8192;
    private Slot* slots = arena.TakeCleared<Slot>(FewestSlots);
    private int slotCount = FewestSlots, misses;

    /// <summary>The number of the text as DuckDB takes it: valid UTF-8, what is not becomes U+FFFD.</summary>
    /// <param name="kind">Texts of different kinds do not know each other.</param>
    /// <param name="isNew">False where the same text of the same kind was kept before.</param>
    public int Keep(ReadOnlySpan<byte> text, short kind, out bool isNew)
    {
        var hash = Hash(text, kind);
        ref var slot = ref slots[(int)hash & (slotCount - 1)];
        var tag = (ushort)(hash >> 48);
        isNew = slot.Number == 0 || slot.Tag != tag || slot.Kind != kind || !Is(slot.Number, text);
        if (!isNew) return slot.Number;
        if (!Utf8.IsValid(text)) return KeepBytes(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text)));
        var kept = KeepBytes(text);
        slot = new Slot(kept, kind, tag);
        if (++misses > slotCount && slotCount < MostSlots)
        {
            slotCount *= 2;
            slots = arena.TakeCleared<Slot>(slotCount);
            misses = 0;
        }

        return kept;
    }

    /// <summary>Any bytes, as they are.</summary>
    public int KeepBytes(ReadOnlySpan<byte> bytes) => texts.Add(bytes);

    /// <summary>Whether the number stands for the text, byte by byte.</summary>
    public bool Is(int number, ReadOnlySpan<byte> text)
    {
        var kept = texts[number];
        return kept->Length == (uint)text.Length && DuckString.Bytes(kept).SequenceEqual(text);
    }

    /// <summary>Not for what has to be told apart by it: whoever writes texts may make two alike.</summary>
    public static ulong Hash(ReadOnlySpan<byte> text, int kind)
    {
        const ulong factor = 0x9e3779b97f4a7c15;
        var hash = ((ulong)text.Length + ((ulong)kind << 32)) * factor;
        ref var bytes = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at + 8 <= text.Length; at += 8) hash = (BitOperations.RotateLeft(hash, 29) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, at))) * factor;
        if (at < text.Length)
        {
            ulong rest = 0;
            if (text.Length >= 8) rest = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, text.Length - 8));
            else if (text.Length >= 4) rest = Unsafe.ReadUnaligned<uint>(ref bytes) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, text.Length - 4)) << 32);
            else foreach (var b in text) rest = (rest << 8) | b;
            hash = (BitOperations.RotateLeft(hash, 29) ^ rest) * factor;
        }

        return hash ^ (hash >> 32);
    }

    private readonly struct Slot(int number, short kind, ushort tag)
    {
        public readonly int Number = number;
        public readonly short Kind = kind;
        public readonly ushort Tag = tag;
    }
}
