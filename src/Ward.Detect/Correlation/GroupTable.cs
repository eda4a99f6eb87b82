using System.Diagnostics.CodeAnalysis;

namespace Ward.Detect.Correlation;

/// <summary>Groups by key, and in the order of their last event. Not thread-safe.</summary>
internal sealed class GroupTable
{
    private readonly Dictionary<byte[], Group> byKey = new(new Bytes());
    private readonly Dictionary<byte[], Group>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    internal GroupTable() => lookup = byKey.GetAlternateLookup<ReadOnlySpan<byte>>();

    internal int Count => byKey.Count;

    internal Group? Oldest { get; private set; }

    internal Group? Newest { get; private set; }

    internal bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out Group group) => lookup.TryGetValue(key, out group);

    internal bool Has(Group group) => byKey.TryGetValue(group.Key, out var there) && ReferenceEquals(there, group);

    internal void Add(Group group)
    {
        byKey.Add(group.Key, group);
        Append(group);
    }

    internal void Touch(Group group)
    {
        if (ReferenceEquals(group, Newest)) return;
        Unlink(group);
        Append(group);
    }

    internal void Remove(Group group)
    {
        byKey.Remove(group.Key);
        Unlink(group);
    }

    private void Append(Group group)
    {
        (group.Older, group.Newer) = (Newest, null);
        if (Newest is null) Oldest = group;
        else Newest.Newer = group;
        Newest = group;
    }

    private void Unlink(Group group)
    {
        if (group.Older is null) Oldest = group.Newer;
        else group.Older.Newer = group.Newer;
        if (group.Newer is null) Newest = group.Older;
        else group.Newer.Older = group.Older;
    }

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        // Seeded anew in each process: nobody outside can choose keys that collide.
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
