using System.Buffers.Text;

namespace Ward.Ingest.Decoders.Packets;

/// <summary>Where a decoder of packets puts together the text of a field; used again for each. What exceeds its room is left out and marked by "...".</summary>
internal sealed class FieldText
{
    private const int Most = 4096, Longest = 24;
    private readonly byte[] text = new byte[Most + Longest + 3];
    private int used;
    private bool full;

    public ReadOnlySpan<byte> Bytes => text.AsSpan(0, used);

    public bool IsEmpty => used == 0;

    public FieldText Clear()
    {
        (used, full) = (0, false);
        return this;
    }

    public FieldText Add(ReadOnlySpan<byte> words)
    {
        if (full) return this;
        if (used + words.Length > Most)
        {
            full = true;
            "..."u8.CopyTo(text.AsSpan(used));
            used += 3;
            return this;
        }

        words.CopyTo(text.AsSpan(used));
        used += words.Length;
        return this;
    }

    public FieldText Add(long number)
    {
        Span<byte> digits = stackalloc byte[Longest];
        Utf8Formatter.TryFormat(number, digits, out var length);
        return Add(digits[..length]);
    }

    /// <summary>A real number, as short as it can be said.</summary>
    public FieldText Add(double number)
    {
        Span<byte> digits = stackalloc byte[32];
        return number.TryFormat(digits, out var length, provider: System.Globalization.CultureInfo.InvariantCulture) ? Add(digits[..length]) : this;
    }

    public FieldText Add(float number)
    {
        Span<byte> digits = stackalloc byte[32];
        return number.TryFormat(digits, out var length, provider: System.Globalization.CultureInfo.InvariantCulture) ? Add(digits[..length]) : this;
    }

    /// <summary>A separator, where something stands before it.</summary>
    public FieldText Next(ReadOnlySpan<byte> separator) => used == 0 ? this : Add(separator);

    public FieldText Hex(ReadOnlySpan<byte> bytes)
    {
        Span<byte> pair = stackalloc byte[2];
        foreach (var b in bytes)
        {
            if (full) return this;
            Utf8Formatter.TryFormat(b, pair, out _, new System.Buffers.StandardFormat('x', 2));
            Add(pair);
        }

        return this;
    }

    /// <summary>The bytes as they are where they are printable UTF-8, else in hex after "0x".</summary>
    public FieldText Octets(ReadOnlySpan<byte> bytes) => IsPrintable(bytes) ? Add(bytes) : Add("0x"u8).Hex(bytes);

    public static bool IsPrintable(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            if (b is < 0x20 or 0x7F) return false;
        return System.Text.Unicode.Utf8.IsValid(bytes);
    }
}
