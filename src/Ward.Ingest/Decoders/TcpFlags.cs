using System.Buffers.Text;

namespace Ward.Ingest.Decoders;

/// <summary>TCP's control bits as firewalls write them, as the number that the model has (RFC 9293, section 3.1: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128).</summary>
internal static class TcpFlags
{
    /// <summary>"SA", as pf writes them: F, S, R, P, A, U, E and C or W.</summary>
    public static void SetLetters(ReadOnlySpan<byte> letters, ReadOnlySpan<byte> ownName, EventBuilder into)
    {
        var bits = 0;
        foreach (var letter in letters) bits |= letter == 'W' ? 128 : Bit("FSRPAUEC"u8.IndexOf(letter));
        Write(bits, letters, ownName, into);
    }

    /// <summary>"SYN ACK", as ASA writes them.</summary>
    public static void SetWords(ReadOnlySpan<byte> words, ReadOnlySpan<byte> ownName, EventBuilder into)
    {
        var bits = 0;
        foreach (var range in words.Split((byte)' '))
            bits |= words[range] switch
            {
                var w when w.SequenceEqual("FIN"u8) => 1,
                var w when w.SequenceEqual("SYN"u8) => 2,
                var w when w.SequenceEqual("RST"u8) => 4,
                var w when w.SequenceEqual("PSH"u8) => 8,
                var w when w.SequenceEqual("ACK"u8) => 16,
                var w when w.SequenceEqual("URG"u8) => 32,
                _ => 0,
            };
        Write(bits, words, ownName, into);
    }

    /// <summary>"1b", as Suricata writes them in base sixteen.</summary>
    public static void SetHex(ReadOnlySpan<byte> digits, EventBuilder into)
    {
        if (Utf8Parser.TryParse(digits, out byte bits, out var length, 'x') && length == digits.Length) Write(bits, default, default, into);
    }

    private static int Bit(int place) => place < 0 ? 0 : 1 << place;

    private static void Write(int bits, ReadOnlySpan<byte> text, ReadOnlySpan<byte> ownName, EventBuilder into)
    {
        if (ownName.Length > 0) Text.SetPresent(into, ownName, text);
        if (bits == 0) return;
        Span<byte> number = stackalloc byte[4];
        Utf8Formatter.TryFormat(bits, number, out var length);
        into.Set(Fields.TcpFlags, number[..length]);
    }
}
