using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Microsoft.Win32.SafeHandles;
using Ward.Standards.Streams;

namespace Ward.Agent.Collecting;

/// <summary>
/// One file of the spool: records of length (4 bytes), CRC-32C (4 bytes) and bytes, little endian. The first record is the header; the others
/// are lines, numbered from <see cref="First"/>. A torn end is cut off when it is opened. Not thread-safe.
/// </summary>
internal sealed class SpoolSegment : IDisposable
{
    private const int Frame = 8, LargestRecord = 64 << 20;
    private const string Suffix = ".spool";
    private readonly SafeFileHandle handle;
    private readonly string path;
    private bool dirty;

    private SpoolSegment(string path, SafeFileHandle handle, long first) => (this.path, this.handle, First, Next) = (path, handle, first, first);

    /// <summary>Number of its first line.</summary>
    public long First { get; }

    /// <summary>Number of the line that would come next.</summary>
    public long Next { get; private set; }

    /// <summary>Bytes of whole records.</summary>
    public long Length { get; private set; }

    /// <summary>Where the first line stands.</summary>
    public long Start { get; private set; }

    public static IReadOnlyList<string> In(string folder) => [.. Directory.GetFiles(folder, "*" + Suffix).Order(StringComparer.Ordinal)];

    /// <summary>A new file whose header is durable when this returns.</summary>
    public static SpoolSegment Create(string folder, long first, ReadOnlySpan<byte> header)
    {
        var path = Path.Combine(folder, first.ToString("D20", CultureInfo.InvariantCulture) + Suffix);
        var segment = new SpoolSegment(path, Open(path, FileMode.Create), first);
        try
        {
            segment.Write(header);
            segment.Start = segment.Length;
            segment.Flush();
            return segment;
        }
        catch (IOException)
        {
            segment.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens a file and shows each record, the header first; null where it has no whole header.</summary>
    public static SpoolSegment? Open(string path, Action<int, ReadOnlySpan<byte>> each)
    {
        if (!long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var first))
            return null;
        var segment = new SpoolSegment(path, Open(path, FileMode.Open), first);
        var (buffer, number) = (new byte[4096], 0);
        var offset = 0L;
        while (segment.TryRead(ref offset, ref buffer, long.MaxValue, out var length))
        {
            each(number, buffer.AsSpan(0, length));
            if (number++ == 0)
                segment.Start = offset;
            segment.Length = offset;
        }
        segment.Next = first + Math.Max(0, number - 1);
        if (number == 0)
        {
            segment.Dispose();
            return null;
        }
        if (RandomAccess.GetLength(segment.handle) > segment.Length)
            RandomAccess.SetLength(segment.handle, segment.Length);
        return segment;
    }

    /// <summary>Appends a line; a record that could not be written whole is taken back.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        Write(record);
        Next++;
    }

    /// <summary>Reads the record at the offset and moves past it; false at the end, or where it is not whole.</summary>
    public bool TryRead(ref long offset, ref byte[] buffer, out int length) => TryRead(ref offset, ref buffer, Length, out length);

    /// <summary>What has been appended is on the disk when this returns.</summary>
    public void Flush()
    {
        if (!dirty)
            return;
        DiskFlush.Flush(handle);
        dirty = false;
    }

    public void Remove()
    {
        Dispose();
        File.Delete(path);
    }

    public void Dispose() => handle.Dispose();

    private static SafeFileHandle Open(string path, FileMode mode)
    {
        var existed = File.Exists(path);
        var handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read);
        if (!existed && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return handle;
    }

    private void Write(ReadOnlySpan<byte> record)
    {
        // One write, so that a killed process leaves a whole record or a torn one at the very end.
        var framed = System.Buffers.ArrayPool<byte>.Shared.Rent(Frame + record.Length);
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(framed, record.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(4), Check(record));
            record.CopyTo(framed.AsSpan(Frame));
            dirty = true;
            RandomAccess.Write(handle, framed.AsSpan(0, Frame + record.Length), Length);
            Length += Frame + record.Length;
        }
        catch (IOException)
        {
            if (RandomAccess.GetLength(handle) > Length)
                RandomAccess.SetLength(handle, Length);
            throw;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(framed);
        }
    }

    private bool TryRead(ref long offset, ref byte[] buffer, long end, out int length)
    {
        length = 0;
        Span<byte> frame = stackalloc byte[Frame];
        if (offset + Frame > end || RandomAccess.Read(handle, frame, offset) != Frame)
            return false;
        length = BinaryPrimitives.ReadInt32LittleEndian(frame);
        if (length is <= 0 or > LargestRecord || RandomAccess.GetLength(handle) - offset - Frame < length)
            return false;
        if (buffer.Length < length)
            buffer = new byte[Math.Max(length, buffer.Length * 2)];
        if (RandomAccess.Read(handle, buffer.AsSpan(0, length), offset + Frame) != length || Check(buffer.AsSpan(0, length)) != BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]))
            return false;
        offset += Frame + length;
        return true;
    }

    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var sum = ~0u;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            sum = BitOperations.Crc32C(sum, b);
        return ~sum;
    }
}
