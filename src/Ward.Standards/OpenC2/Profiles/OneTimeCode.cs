using System.Text;

namespace Ward.Standards.OpenC2.Profiles;

/// <summary>128 random bits as RFC 4648 base32 in groups of four, for a person to carry from one machine to another.</summary>
public static class OneTimeCode
{
    private const int Bytes = 16;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Print(ReadOnlySpan<byte> code)
    {
        var text = new StringBuilder();
        int bits = 0, held = 0, written = 0;
        foreach (var octet in code)
        {
            bits = (bits << 8) | octet;
            for (held += 8; held >= 5; held -= 5)
                Put((bits >> (held - 5)) & 31);
        }
        if (held > 0)
            Put((bits << (5 - held)) & 31);
        return text.ToString();

        void Put(int value)
        {
            if (written++ % 4 == 0 && text.Length > 0)
                text.Append('-');
            text.Append(Alphabet[value]);
        }
    }

    /// <summary>Takes any case, dashes and spaces; false unless exactly 128 bits come out.</summary>
    public static bool TryRead(string text, out byte[] code)
    {
        code = new byte[Bytes];
        int bits = 0, held = 0, at = 0;
        foreach (var c in text)
        {
            if (c is '-' or ' ')
                continue;
            var value = Alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (value < 0)
                return false;
            bits = ((bits << 5) | value) & 0xFFFF;
            held += 5;
            if (held < 8)
                continue;
            held -= 8;
            if (at == Bytes)
                return false;
            code[at++] = (byte)(bits >> held);
        }
        return at == Bytes && held < 5 && (bits & ((1 << held) - 1)) == 0;
    }
}
