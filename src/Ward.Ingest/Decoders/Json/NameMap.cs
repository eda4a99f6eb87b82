using System.Text;

namespace Ward.Ingest.Decoders.Json;

/// <summary>Names, and what each stands for. Fixed once made; found by hash, ordinal, without allocating.</summary>
internal class NameMap<T>
{
    private readonly Row[] slots;
    private readonly uint mask;

    public NameMap(params ReadOnlySpan<(string Name, T Value)> rows)
    {
        var size = 8;
        while (size < rows.Length * 2) size *= 2;
        (slots, mask) = (new Row[size], (uint)size - 1);
        foreach (var (name, value) in rows)
        {
            var utf8 = Encoding.UTF8.GetBytes(name);
            var hash = MemberTable.HashOf(utf8);
            var at = hash & mask;
            while (slots[at].Name is { } there)
            {
                if (there.AsSpan().SequenceEqual(utf8)) throw new ArgumentException($"'{name}' stands twice.", nameof(rows));
                at = (at + 1) & mask;
            }

            slots[at] = new Row(utf8, hash, value);
        }
    }

    /// <summary>Every name with what it stands for, in no order.</summary>
    public IEnumerable<(byte[] Name, T Value)> All => slots.Where(s => s.Name is not null).Select(s => (s.Name!, s.Value));

    public bool TryFind(ReadOnlySpan<byte> name, out T value) => TryFind(MemberTable.HashOf(name), name, out value);

    /// <param name="hash">The name's, by <see cref="MemberTable.HashOf"/>.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">What it stands for.</param>
    public bool TryFind(uint hash, ReadOnlySpan<byte> name, out T value)
    {
        for (var at = hash & mask; slots[at].Name is { } there; at = (at + 1) & mask)
        {
            if (slots[at].Hash != hash || !name.SequenceEqual(there)) continue;
            value = slots[at].Value;
            return true;
        }

        value = default!;
        return false;
    }

    private readonly record struct Row(byte[]? Name, uint Hash, T Value);
}
