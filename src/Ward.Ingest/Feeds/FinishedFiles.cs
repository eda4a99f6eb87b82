using System.Buffers.Binary;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Files of a folder that were read to their ends, by a number of 64 bits of inode, length and time of the last write: so a folder to which files are only
/// ever added costs eight bytes for each of its old files, and not a place. One that is written to again is another to it. Not thread-safe.
/// </summary>
internal sealed class FinishedFiles
{
    private readonly HashSet<ulong> numbers = [];
    private readonly List<ulong> met = [];

    public int Count => numbers.Count;

    /// <summary>Takes up what <see cref="ToString"/> wrote; what is none is as nothing.</summary>
    public void Read(string? text)
    {
        var bytes = new byte[(text?.Length ?? 0) * 3 / 4];
        if (!Convert.TryFromBase64String(text ?? "", bytes, out var length) || length % sizeof(ulong) != 0) return;
        for (var at = 0; at < length; at += sizeof(ulong)) numbers.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)));
    }

    public void BeginLook() => met.Clear();

    /// <summary>Whether it is one of them, as it is now.</summary>
    public bool Holds(FileState state)
    {
        if (numbers.Count == 0) return false;
        var number = Number(state);
        if (!numbers.Contains(number)) return false;
        met.Add(number);
        return true;
    }

    public void Add(FileState state)
    {
        var number = Number(state);
        numbers.Add(number);
        met.Add(number);
    }

    /// <summary>Forgets those that this look did not meet, once they are more than those that it met.</summary>
    public void Prune()
    {
        if (numbers.Count <= 2 * met.Count) return;
        numbers.Clear();
        numbers.UnionWith(met);
    }

    public override string ToString()
    {
        var bytes = new byte[numbers.Count * sizeof(ulong)];
        var at = 0;
        foreach (var number in numbers) BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(sizeof(ulong) * at++), number);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Without the device: a file system that is mounted again may have another number.</summary>
    private static ulong Number(FileState state)
    {
        Span<byte> bytes = stackalloc byte[24];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, state.Identity.Inode);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], state.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], state.Modified.Ticks);
        return FileCursor.Hash(bytes);
    }
}
