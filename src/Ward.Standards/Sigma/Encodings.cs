using System.Text;

namespace Ward.Standards.Sigma;

/// <summary>What a text becomes under base64, base64offset and the UTF-16 modifiers.</summary>
internal static class Encodings
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The texts to look for, one or three; null, and what was expected, where the value cannot be encoded.</summary>
    internal static IReadOnlyList<string>? Of(string plain, Modifiers modifiers, out string expected)
    {
        expected = "";
        var bytes = modifiers.Wide is { } wide ? [.. wide.GetPreamble(), .. wide.GetBytes(plain)] : Encoding.UTF8.GetBytes(plain);
        switch (modifiers.Encoded)
        {
            case Modifiers.Encoding.Base64:
                return [Convert.ToBase64String(bytes)];
            case Modifiers.Encoding.Base64Offset when bytes.Length < 2:
                // One byte leaves no digit of its own at some offset: the test would hold for everything.
                expected = "a text of at least two bytes to encode";
                return null;
            case Modifiers.Encoding.Base64Offset:
                return [Shifted(bytes, 0), Shifted(bytes, 1), Shifted(bytes, 2)];
            case Modifiers.Encoding.None:
                return AsText(bytes, out expected);
            default:
                throw new InvalidOperationException($"Unknown encoding {modifiers.Encoded}.");
        }
    }

    /// <summary>UTF-16 within an event's UTF-8: only what is the same bytes in both can be looked for.</summary>
    private static string[]? AsText(byte[] bytes, out string expected)
    {
        expected = "base64 or base64offset after a UTF-16 modifier, or a text of ASCII without byte order mark";
        try
        {
            return [Strict.GetString(bytes)];
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>
    /// What of the bytes' Base64 form stays the same whatever stands before (shift bytes, modulo 3) and after them:
    /// the digits that carry bits of a neighbour are left out.
    /// </summary>
    private static string Shifted(byte[] bytes, int shift)
    {
        var whole = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var first = ((shift * 8) + 5) / 6;
        var last = (shift + bytes.Length) * 8 / 6;
        return whole[first..last];
    }
}
