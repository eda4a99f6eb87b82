using Microsoft.Win32.SafeHandles;

namespace Ward.Ingest.Feeds;

/// <summary>One open file, read from an offset on. Not thread-safe.</summary>
internal sealed class FileTail : IDisposable
{
    private const int ReadSize = 128 << 10;
    private readonly SafeFileHandle handle;
    private readonly byte[] head = new byte[FileCursor.LongestHead];
    private LineWindow window;
    private readonly int limit;
    private long origin;
    private long position;
    private int headLength;

    private FileTail(SafeFileHandle handle, FileIdentity identity, int limit)
    {
        this.handle = handle;
        this.limit = limit;
        Identity = identity;
        window = new LineWindow(limit, firstSize: ReadSize);
    }

    public FileIdentity Identity { get; }

    public LineWindow Window => window;

    /// <summary>Where it stands after the last line taken.</summary>
    public FileCursor Cursor
    {
        get
        {
            var offset = origin + window.Consumed;
            var length = (int)Math.Min(headLength, offset);
            return new FileCursor(Identity, offset, length, FileCursor.Hash(head.AsSpan(0, length)));
        }
    }

    /// <exception cref="IOException">Missing, or not readable.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    public static FileTail Open(string path, int limit)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (FileIdentity.TryOf(handle, out var identity)) return new FileTail(handle, identity, limit);
        handle.Dispose();
        throw new IOException($"{path} cannot be identified.");
    }

    public long Length => RandomAccess.GetLength(handle);

    /// <summary>When it was written to last, UTC.</summary>
    public DateTime Modified => FileState.TryOf(handle, out var state) ? state.Modified : DateTime.MaxValue;

    /// <summary>True where the file is the cursor's, has not been emptied since, and still begins as it did.</summary>
    public bool Continues(FileCursor cursor)
    {
        if (Identity != cursor.File || Length < cursor.Offset) return false;
        var first = new byte[cursor.HeadLength];
        return RandomAccess.Read(handle, first, 0) == first.Length && FileCursor.Hash(first) == cursor.HeadHash;
    }

    public void StartAt(long offset)
    {
        window = new LineWindow(limit, firstSize: ReadSize);
        (origin, position, headLength) = (offset, offset, 0);
        ReadHead();
    }

    /// <summary>The offset after the last line that is whole: the rest of a line half written is read once it ends.</summary>
    public long EndOfLastLine()
    {
        var length = Length;
        var step = new byte[4096];
        for (var until = length; until > 0;)
        {
            var from = Math.Max(0, until - step.Length);
            var read = RandomAccess.Read(handle, step.AsSpan(0, (int)(until - from)), from);
            if (read <= 0) break;
            if (step.AsSpan(0, read).LastIndexOf((byte)'\n') is var at and >= 0) return from + at + 1;
            // Only as far back as a line may reach; beyond that it would be cut anyway.
            if (length - from > limit) break;
            until = from;
        }

        return length > limit ? length : 0;
    }

    /// <summary>True where the file was emptied or written anew under the same name and inode (copytruncate).</summary>
    public bool WasTruncated()
    {
        if (Length < position) return true;
        Span<byte> now = stackalloc byte[FileCursor.LongestHead];
        var read = RandomAccess.Read(handle, now[..headLength], 0);
        return read != headLength || !now[..headLength].SequenceEqual(head.AsSpan(0, headLength));
    }

    /// <summary>Reads what has been added, up to the window's room; 0 at the end. Ends the life of lines taken before.</summary>
    public int Read()
    {
        var room = window.Room();
        var read = RandomAccess.Read(handle, room.Span, position);
        window.Filled(read);
        position += read;
        if (read > 0 && headLength < FileCursor.LongestHead) ReadHead();
        return read;
    }

    public void Dispose() => handle.Dispose();

    private void ReadHead() => headLength = RandomAccess.Read(handle, head.AsSpan(0, (int)Math.Min(FileCursor.LongestHead, position)), 0);
}
