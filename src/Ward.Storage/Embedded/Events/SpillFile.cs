using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Ward.Standards.Streams;

namespace Ward.Storage.Embedded.Events;

/// <summary>A file in the making, in multiples of 8 bytes, with a checksum over all of it. Not thread-safe.</summary>
internal sealed class SpillFile : IDisposable
{
    private readonly SafeFileHandle handle;
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
    private int used;
    private long written;
    private uint sum = uint.MaxValue;

    /// <exception cref="IOException">The file cannot be made.</exception>
    public SpillFile(string path) => handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);

    /// <summary>Where the next byte goes.</summary>
    public long At => written + used;

    /// <param name="bytes">Zeros fill them up to a multiple of 8.</param>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var rounded = (bytes.Length + 7) & ~7;
        if (rounded > buffer.Length - used) Pass();
        if (rounded > buffer.Length)
        {
            var whole = bytes.Length & ~7;
            Pass(bytes[..whole]);
            bytes = bytes[whole..];
            rounded -= whole;
        }

        bytes.CopyTo(buffer.AsSpan(used));
        buffer.AsSpan(used + bytes.Length, rounded - bytes.Length).Clear();
        used += rounded;
    }

    public void Write<T>(ReadOnlySpan<T> items) where T : unmanaged => Write(MemoryMarshal.AsBytes(items));

    /// <summary>Writes the checksum behind everything, as 8 bytes, and makes all of it durable.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Finish()
    {
        Pass();
        Write<ulong>([sum]);
        Pass();
        DiskFlush.Flush(handle);
    }

    public void Dispose()
    {
        handle.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>CRC-32C over whole 8 bytes, begun with <paramref name="sum"/>; the first has all bits set. Source: RFC 3720, 12.1, without the final complement.</summary>
    public static uint Sum(ReadOnlySpan<byte> bytes, uint sum)
    {
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes)) sum = BitOperations.Crc32C(sum, eight);
        return sum;
    }

    private void Pass()
    {
        Pass(buffer.AsSpan(0, used));
        used = 0;
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0) return;
        RandomAccess.Write(handle, bytes, written);
        sum = Sum(bytes, sum);
        written += bytes.Length;
    }
}
