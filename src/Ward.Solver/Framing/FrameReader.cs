using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ward.Solver.Framing;

/// <summary>Reads one frame. Whatever comes that does not fit is <see cref="InvalidDataException"/>, which says what was expected.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Longest frame that is taken, in bytes.</summary>
    public const int Most = 1 << 28;

    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>The content of the next frame, or null where the stream ended.</summary>
    /// <exception cref="InvalidDataException">A length out of range.</exception>
    public static byte[]? From(Stream stream)
    {
        Span<byte> head = stackalloc byte[4];
        if (stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 1 or > Most) throw new InvalidDataException($"a frame of {length} bytes; 1 to {Most} was expected");
        var content = new byte[length];
        return stream.ReadAtLeast(content, length, throwOnEndOfStream: false) < length ? null : content;
    }

    public byte Kind() => Take(1)[0];

    public int Integer() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Real() => BitConverter.Int64BitsToDouble(Long());

    /// <summary>A view of the frame, as the two below.</summary>
    public ReadOnlySpan<int> Integers() => MemoryMarshal.Cast<byte, int>(Counted(sizeof(int)));

    public ReadOnlySpan<double> Reals() => MemoryMarshal.Cast<byte, double>(Counted(sizeof(double)));

    public ReadOnlySpan<bool> Flags() => MemoryMarshal.Cast<byte, bool>(Counted(sizeof(bool)));

    public string Text() => System.Text.Encoding.UTF8.GetString(Counted(1));

    private ReadOnlySpan<byte> Counted(int size)
    {
        var count = Integer();
        if (count < 0 || (long)count * size > rest.Length) throw new InvalidDataException($"an array of {count}, with {rest.Length} bytes left in the frame");
        return Take(count * size);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (rest.Length < count) throw new InvalidDataException($"{count} bytes were expected where {rest.Length} are left in the frame");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
