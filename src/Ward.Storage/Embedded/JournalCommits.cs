using System.Buffers.Binary;
using System.Security.Cryptography;
using FASTER.core;

namespace Ward.Storage.Embedded;

/// <summary>
/// Where the log's commit points are kept: two slots of one file that is laid out in advance, written in turn and synchronously,
/// so that a commit needs no new disk space, makes no file, and a torn write leaves the commit before it whole.
/// The library's own manager ignores a failed write of the commit point; this one reports it through <see cref="Failed"/>.
/// </summary>
internal sealed class JournalCommits : ILogCommitManager
{
    private const int SlotBytes = 4096, HeaderBytes = 20;
    private readonly FileStream file;
    private readonly byte[] slot = new byte[SlotBytes];
    private readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens the slots; makes them where the folder holds no journal yet.</summary>
    /// <exception cref="IOException">The file cannot be laid out, or segments are there whose commit points are gone.</exception>
    public JournalCommits(string folder, bool hasSegments)
    {
        var path = Path.Combine(folder, "commits");
        if (hasSegments && !File.Exists(path))
            throw new IOException($"{path} is missing beside journal segments: what was acknowledged cannot be told. Restore the file or move the folder away.");
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 0, FileOptions.WriteThrough);
        try
        {
            // Written, not merely sized: a sparse file would still need space at the first commit.
            if (file.Length < 2 * SlotBytes)
            {
                file.Position = 0;
                file.Write(new byte[2 * SlotBytes]);
            }

            if (Found().Count == 0 && AnythingWritten())
                throw new IOException($"{path} is damaged: both commit points fail their checksum. Restore the file or move the folder away.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Faults when a commit point could not be written.</summary>
    public Task Failed => failed.Task;

    public void Commit(long beginAddress, long untilAddress, byte[] commitMetadata, long commitNum, bool forceWriteMetadata)
    {
        try
        {
            if (commitMetadata.Length > SlotBytes - HeaderBytes) throw new IOException($"The commit point of {commitMetadata.Length} bytes does not fit its slot.");
            Array.Clear(slot);
            BinaryPrimitives.WriteInt64LittleEndian(slot.AsSpan(8), commitNum);
            BinaryPrimitives.WriteInt32LittleEndian(slot.AsSpan(16), commitMetadata.Length);
            commitMetadata.CopyTo(slot.AsSpan(HeaderBytes));
            Checksum(slot).CopyTo(slot);
            RandomAccess.Write(file.SafeFileHandle, slot, (commitNum & 1) * SlotBytes);
        }
        catch (Exception e)
        {
            failed.TrySetException(e);
            throw;
        }
    }

    public IEnumerable<long> ListCommits() => Found().OrderByDescending(c => c);

    public byte[] GetCommitMetadata(long commitNum)
    {
        var read = new byte[SlotBytes];
        return TryReadSlot((int)(commitNum & 1), read, out var found) && found == commitNum
            ? read.AsSpan(HeaderBytes, BinaryPrimitives.ReadInt32LittleEndian(read.AsSpan(16))).ToArray()
            : null!;
    }

    public void RemoveCommit(long commitNum) { }

    public void RemoveAllCommits() { }

    public void OnRecovery(long commitNum) { }

    public void Dispose() => file.Dispose();

    private List<long> Found()
    {
        var found = new List<long>(2);
        var read = new byte[SlotBytes];
        for (var i = 0; i < 2; i++)
            if (TryReadSlot(i, read, out var number)) found.Add(number);
        return found;
    }

    private bool TryReadSlot(int index, byte[] read, out long number)
    {
        number = 0;
        if (RandomAccess.Read(file.SafeFileHandle, read, index * (long)SlotBytes) < SlotBytes) return false;
        number = BinaryPrimitives.ReadInt64LittleEndian(read.AsSpan(8));
        var length = BinaryPrimitives.ReadInt32LittleEndian(read.AsSpan(16));
        return number > 0 && length is > 0 and <= SlotBytes - HeaderBytes
            && Checksum(read).AsSpan().SequenceEqual(read.AsSpan(0, 8));
    }

    private static byte[] Checksum(byte[] slot) => SHA256.HashData(slot.AsSpan(8))[..8];

    private bool AnythingWritten()
    {
        var read = new byte[2 * SlotBytes];
        return RandomAccess.Read(file.SafeFileHandle, read, 0) > 0 && read.AsSpan().ContainsAnyExcept((byte)0);
    }
}
