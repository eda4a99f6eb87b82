using System.Text;

namespace Ward.Detect.Matching;

/// <summary>Bytes of logs as bounded text.</summary>
internal static class Texts
{
    /// <summary>How much of a value an explanation shows.</summary>
    internal const int ShownBytes = 256;

    /// <summary>The beginning as text, invalid UTF-8 replaced, never cut within a character.</summary>
    internal static string Of(ReadOnlySpan<byte> value, int most) => Encoding.UTF8.GetString(value[..Length(value, most)]);

    /// <summary>How many bytes to keep of a value of which at most so many are wanted.</summary>
    internal static int Length(ReadOnlySpan<byte> value, int most)
    {
        if (value.Length <= most) return value.Length;
        var length = most;
        while (length > most - 4 && (value[length] & 0xC0) == 0x80) length--;
        return (value[length] & 0xC0) == 0x80 ? most : length;
    }
}
