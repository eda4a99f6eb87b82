using System.Text;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// The words of a line as hashes: runs of ASCII letters, digits and underscores, in lower case; and four numbers with points between them
/// as two words more, since a single number of an address says little, and addresses are what is sought most: a filter that is wrong about one word in 50 is wrong about both
/// in 2,500. Words with characters beyond ASCII are left out.
/// </summary>
internal static class Tokens
{
    private const byte Separator = 0, Beyond = 1;
    private static readonly byte[] Lower = MakeTable();

    /// <summary>Adds the words of a line.</summary>
    /// <param name="doubled">Whether an address is two words, or one.</param>
    /// <returns>False where the line holds a character beyond ASCII whose lower case is ASCII (K, İ): then its words are not all in the set.</returns>
    public static bool Add(ReadOnlySpan<byte> line, IWords to, bool doubled = true)
    {
        var sure = true;
        var quad = new Quad();
        for (var at = 0; at < line.Length;)
        {
            var begin = at;
            var hash = Seed;
            var (ascii, digits) = (true, true);
            for (byte c; at < line.Length && (c = Lower[line[at]]) != Separator; at++)
            {
                if (c == Beyond)
                {
                    ascii = false;
                    sure &= !IsTreacherous(line[at..]);
                }

                digits &= c is >= (byte)'0' and <= (byte)'9';
                hash = Step(hash, c);
            }

            if (at > begin)
            {
                if (ascii) to.Add(Finish(hash));
                if (quad.Next(hash, ascii && digits, at < line.Length && line[at] == '.') is { } four)
                {
                    to.Add(four);
                    if (doubled) to.Add(Again(four));
                }
            }
            else
            {
                quad = new Quad();
            }

            at++;
        }

        return sure;
    }

    /// <summary>The words that every line with the text has, whole.</summary>
    /// <param name="doubled">As it was when the lines' words were added.</param>
    public static IReadOnlyList<ulong> Of(Condition.Text text, bool doubled = true)
    {
        var line = Encoding.UTF8.GetBytes(Words.Fold(text.Value));
        var set = new TokenSet();
        var from = 0;
        var until = line.Length;
        // A word at an open end may go on in the line.
        if (text.OpenStart)
            while (from < until && Lower[line[from]] != Separator) from++;
        if (text.OpenEnd)
            while (until > from && Lower[line[until - 1]] != Separator) until--;
        Add(line.AsSpan(from, until - from), set, doubled);
        return [.. set.All()];
    }

    /// <summary>A field's value as one word.</summary>
    public static ulong OfValue(int column, ReadOnlySpan<byte> value)
    {
        var hash = Step(Seed ^ 0x5bd1e995, (byte)column);
        if (Ascii.IsValid(value))
        {
            foreach (var b in value) hash = Step(hash, b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b);
            return Finish(hash);
        }

        foreach (var b in Encoding.UTF8.GetBytes(Words.Fold(Encoding.UTF8.GetString(value)))) hash = Step(hash, b);
        return Finish(hash);
    }

    /// <summary>Any text, case and all.</summary>
    public static ulong OfName(ReadOnlySpan<byte> name)
    {
        var hash = Seed;
        foreach (var b in name) hash = Step(hash, b);
        return Finish(hash);
    }

    private const ulong Seed = 0xcbf29ce484222325;

    private static ulong Step(ulong hash, byte b) => (hash ^ b) * 0x100000001b3;

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
        hash ^= hash >> 31;
        return hash == 0 ? 1 : hash; // 0 is an empty slot of a set
    }

    private static ulong Again(ulong word) => Finish(word ^ 0x2545f4914f6cdd1d);

    // KELVIN SIGN and LATIN CAPITAL LETTER I WITH DOT ABOVE.
    private static bool IsTreacherous(ReadOnlySpan<byte> at) => at.StartsWith("\u212a"u8) || at.StartsWith("\u0130"u8);

    private static byte[] MakeTable()
    {
        var table = new byte[256];
        for (var b = 0; b < 256; b++)
            table[b] = b >= 0x80 ? Beyond : char.IsAsciiLetterOrDigit((char)b) || b == '_' ? (byte)char.ToLowerInvariant((char)b) : Separator;
        return table;
    }

    /// <summary>Watches for four numbers joined by points.</summary>
    private struct Quad
    {
        private ulong first, second, third;
        private int joined;

        public ulong? Next(ulong hash, bool isNumber, bool isPointNext)
        {
            if (!isNumber)
            {
                joined = 0;
                return null;
            }

            ulong? four = joined >= 3 ? Finish(Mix(Mix(Mix(first, second), third), hash)) : null;
            (first, second, third) = (second, third, hash);
            joined = isPointNext ? joined + 1 : 0;
            return four;
        }

        private static ulong Mix(ulong a, ulong b) => ((a << 7) | (a >> 57)) * 0x9e3779b97f4a7c15 ^ b;
    }
}
