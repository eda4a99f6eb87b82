using System.Text.Unicode;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// A line without what its fields hold already: each value that stands in the line gives way to a sign (a private character, U+E000 and on),
/// so that it is stored once, and what is left repeats from line to line. No sign stands within a word, nor within numbers with points between: every
/// word of the line, and every dotted quad, is whole in the template or in one value, which lets a search pass over most lines without putting them together,
/// and words be gathered from the pieces. A line that cannot be put together again from it is kept as it is.
/// Not thread-safe.
/// </summary>
internal sealed class LineTemplate
{
    /// <summary>Signs of values as they are, and of values as JSON writes them (a \ before \ and ").</summary>
    public const char First = '\uE000', FirstEscaped = '\uE800';

    /// <summary>At the start of a message: it is the end of the line, of so many characters.</summary>
    public const char Tail = '\uEFFF';

    /// <summary>Leads every sign, and every character from U+E000 to U+EFFF, in UTF-8; a sign has <see cref="SignBytes"/> bytes.</summary>
    public const byte Lead = 0xEE;

    public const int SignBytes = 3;

    private const int MostHoles = 64, ShortestValue = 2;
    private readonly Hole[] holes = new Hole[MostHoles];
    private int count, cursor, last;
    private bool isSorted;
    private byte[] made = new byte[4096], escaped = new byte[256];

    /// <summary><see cref="Tail"/> in UTF-8.</summary>
    public static ReadOnlySpan<byte> TailUtf8 => "\uEFFF"u8;

    /// <summary>The number of the value that the sign stands for, escaped or not.</summary>
    public static int NumberOf(int sign) => sign % (FirstEscaped - First);

    /// <summary>Whether the line can give way at all; where not, it is stored as it is.</summary>
    public static bool Suits(ReadOnlySpan<byte> line) => !line.Contains(Lead) && Utf8.IsValid(line);

    public void Begin()
    {
        count = cursor = last = 0;
        isSorted = true;
    }

    /// <summary>Looks for the value in the line; the first that stands there takes its place.</summary>
    /// <param name="sign">Number of the value: its own column, or behind those its place in <c>rest</c>.</param>
    public void Offer(ReadOnlySpan<byte> line, ReadOnlySpan<byte> value, int sign)
    {
        if (value.Length < ShortestValue || value.Length > line.Length || count == MostHoles || sign >= FirstEscaped - First - 1) return;
        if (TryPlace(line, value, sign) || !value.ContainsAny((byte)'\\', (byte)'"')) return;
        if (escaped.Length < value.Length * 2) escaped = new byte[value.Length * 2];
        var length = 0;
        foreach (var b in value)
        {
            if (b is (byte)'\\' or (byte)'"') escaped[length++] = (byte)'\\';
            escaped[length++] = b;
        }

        TryPlace(line, escaped.AsSpan(0, length), sign + (FirstEscaped - First));
    }

    /// <summary>The line with its signs; valid until the next.</summary>
    public ReadOnlySpan<byte> Make(ReadOnlySpan<byte> line, Holes used)
    {
        if (count == 0) return line;
        if (!isSorted) holes.AsSpan(0, count).Sort(static (a, b) => a.At.CompareTo(b.At));
        var most = line.Length + (count * SignBytes);
        if (made.Length < most) made = new byte[most];
        int from = 0, to = 0;
        foreach (var hole in holes.AsSpan(0, count))
        {
            line[from..hole.At].CopyTo(made.AsSpan(to));
            to += hole.At - from;
            WriteSign(made.AsSpan(to), hole.Sign);
            to += SignBytes;
            from = hole.At + hole.Length;
            used.Add(hole.Sign);
        }

        line[from..].CopyTo(made.AsSpan(to));
        return made.AsSpan(0, to + line.Length - from);
    }

    /// <summary>Writes a sign in UTF-8.</summary>
    public static void WriteSign(Span<byte> to, int sign) => (to[0], to[1], to[2]) = (Lead, (byte)(0x80 | (sign >> 6)), (byte)(0x80 | (sign & 63)));

    /// <summary>The line out of its template.</summary>
    /// <param name="valueOf">The value of a number, as text.</param>
    public static string Fill(string template, Func<int, string> valueOf)
    {
        if (template.AsSpan().IndexOfAnyInRange(First, Tail) < 0) return template;
        var line = new System.Text.StringBuilder(template.Length * 2);
        foreach (var c in template)
        {
            if (c is < First or > Tail) line.Append(c);
            else if (c < FirstEscaped) line.Append(valueOf(c - First));
            else line.Append(valueOf(c - FirstEscaped).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
        }

        return line.ToString();
    }

    // Values mostly stand in the line in the order of the fields.
    private bool TryPlace(ReadOnlySpan<byte> line, ReadOnlySpan<byte> value, int sign)
    {
        var at = line[cursor..].IndexOf(value);
        at = at >= 0 ? at + cursor : line.IndexOf(value);
        if (at < 0 || !IsWhole(line, at, value.Length)) return false;
        if (at < last)
        {
            foreach (var hole in holes.AsSpan(0, count))
                if (at < hole.At + hole.Length && hole.At < at + value.Length) return true;
            isSorted = false;
        }

        holes[count++] = new Hole(at, value.Length, sign);
        cursor = at + value.Length;
        last = Math.Max(last, cursor);
        return true;
    }

    private static bool IsWhole(ReadOnlySpan<byte> line, int at, int length)
    {
        var end = at + length;
        return (at == 0 || !Joins(line[at - 1], line[at])) && (end == line.Length || !Joins(line[end - 1], line[end]));
    }

    private static bool Joins(byte left, byte right) =>
        (IsWord(left) && IsWord(right)) || (left == (byte)'.' && char.IsAsciiDigit((char)right)) || (right == (byte)'.' && char.IsAsciiDigit((char)left));

    private static bool IsWord(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b) || b == '_';

    private readonly record struct Hole(int At, int Length, int Sign);
}
