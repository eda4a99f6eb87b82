using System.Buffers;
using System.Text;

namespace Ward.Ingest.Decoders.Json;

/// <summary>
/// Reads the JSON that machines write in one pass: strings by vectors, ordinary escapes, numbers by their grammar (RFC 8259). It says yes only to
/// what is surely one JSON object, and then has filled the table exactly as <see cref="System.Text.Json.Utf8JsonReader"/> would; whatever is rare
/// (surrogates, escapes beside other than ASCII, great depth) or wrong is not its to judge.
/// </summary>
internal ref struct JsonScan
{
    /// <summary>Objects and arrays in each other; the reader's own limit is higher.</summary>
    private const int Deepest = 32;

    private static readonly SearchValues<byte> Ends = SearchValues.Create([.. "\"\\"u8, .. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    private readonly ReadOnlySpan<byte> line;
    private readonly JsonTable table;
    private readonly long room;
    private int at;

    /// <param name="line">The line, which is also what the table's buffer begins with.</param>
    /// <param name="table">Emptied but for the line.</param>
    /// <param name="room">What joined paths and unescaped values may bring the buffer to, bytes.</param>
    public JsonScan(ReadOnlySpan<byte> line, JsonTable table, long room)
    {
        this.line = line;
        this.table = table;
        this.room = room;
        at = 0;
    }

    /// <summary>True where the whole line was read; false where somebody else has to look, and the table holds rubbish.</summary>
    public bool TryRead()
    {
        Span<(int At, int Length)> parents = stackalloc (int, int)[Deepest + 1];
        uint arrays = 0; // one bit a level: set where it is an array
        var (nameAt, nameLength) = (0, 0);
        SkipSpace();
        if (!Take((byte)'{')) return false;
        var depth = 1;
        parents[1] = default;
        var fresh = true; // just opened: neither comma nor value yet
        while (true)
        {
            SkipSpace();
            if (at >= line.Length) return false;
            var inArray = (arrays & (1u << (depth - 1))) != 0;
            if (line[at] == (inArray ? ']' : '}'))
            {
                at++;
                (nameAt, nameLength) = parents[depth];
                fresh = false;
                if (--depth > 0) continue;
                SkipSpace();
                return at == line.Length;
            }

            if (!fresh)
            {
                if (!Take((byte)',')) return false;
                SkipSpace();
            }

            if (!inArray)
            {
                if (!TryName(parents[depth], out nameAt, out nameLength)) return false;
                SkipSpace();
                if (!Take((byte)':')) return false;
                SkipSpace();
            }

            if (at >= line.Length) return false;
            var first = line[at];
            if (first is (byte)'{' or (byte)'[')
            {
                if (depth == Deepest) return false;
                at++;
                depth++;
                arrays = first == '[' ? arrays | (1u << (depth - 1)) : arrays & ~(1u << (depth - 1));
                parents[depth] = (nameAt, nameLength);
                fresh = true;
                continue;
            }

            if (!TryValue(first, nameAt, nameLength)) return false;
            fresh = false;
        }
    }

    private bool TryValue(byte first, int nameAt, int nameLength)
    {
        if (first == '"')
        {
            at++;
            if (!TryString(out var start, out var length)) return false;
            table.Put(nameAt, nameLength, start, length, false);
            return true;
        }

        var begin = at;
        if (first is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
        {
            if (!TryNumber()) return false;
            table.Put(nameAt, nameLength, begin, at - begin, true);
            return true;
        }

        var rest = line[at..];
        if (rest.StartsWith("null"u8))
        {
            at += 4;
            return true;
        }

        var word = rest.StartsWith("true"u8) ? 4 : rest.StartsWith("false"u8) ? 5 : 0;
        at += word;
        if (word > 0) table.Put(nameAt, nameLength, begin, word, false);
        return word > 0;
    }

    /// <summary>A member's name and its place: in the line itself at the top, joined to its parent's path below.</summary>
    private bool TryName((int At, int Length) parent, out int nameAt, out int nameLength)
    {
        (nameAt, nameLength) = (0, 0);
        if (!Take((byte)'"')) return false;
        var length = line[at..].IndexOfAny(Ends);
        if (length < 0 || line[at + length] != '"') return false;
        if (parent.Length == 0) (nameAt, nameLength) = (at, length);
        else (nameAt, nameLength) = table.Join(parent, line.Slice(at, length));
        at += length + 1;
        return table.Written <= room;
    }

    /// <summary>From behind the opening quote to behind the closing one; without escapes the value is where it stands in the line.</summary>
    private bool TryString(out int start, out int length)
    {
        start = at;
        length = line[at..].IndexOfAny(Ends);
        if (length < 0) return false;
        at += length;
        if (line[at] == '"')
        {
            at++;
            return true;
        }

        return TryEscaped(ref start, ref length);
    }

    private bool TryEscaped(ref int start, ref int length)
    {
        var from = start;
        start = table.Begin(line[from..at]);
        if (!Ascii.IsValid(line[from..at])) return false;
        while (at < line.Length)
        {
            if (line[at] == '"')
            {
                at++;
                length = table.Written - start;
                return table.Written <= room;
            }

            if (line[at] != '\\' || at + 1 >= line.Length || !TryEscape()) return false;
            var plain = line[at..].IndexOfAny(Ends);
            if (plain < 0) return false;
            if (plain == 0) continue;
            if (!Ascii.IsValid(line.Slice(at, plain))) return false;
            table.Write(line.Slice(at, plain));
            at += plain;
        }

        return false;
    }

    /// <summary>One escape, at its backslash.</summary>
    private bool TryEscape()
    {
        var one = line[at + 1] switch
        {
            (byte)'\\' or (byte)'"' or (byte)'/' => line[at + 1],
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            _ => (byte)0,
        };
        if (one != 0)
        {
            table.Write([one]);
            at += 2;
            return true;
        }

        if (line[at + 1] != 'u' || at + 6 > line.Length) return false;
        var value = 0;
        foreach (var c in line.Slice(at + 2, 4))
        {
            var digit = c switch { >= (byte)'0' and <= (byte)'9' => c - '0', >= (byte)'a' and <= (byte)'f' => c - 'a' + 10, >= (byte)'A' and <= (byte)'F' => c - 'A' + 10, _ => -1 };
            if (digit < 0) return false;
            value = (value << 4) | digit;
        }

        if (!Rune.TryCreate(value, out var rune)) return false;
        Span<byte> utf8 = stackalloc byte[4];
        table.Write(utf8[..rune.EncodeToUtf8(utf8)]);
        at += 6;
        return true;
    }

    /// <summary>RFC 8259, section 6; what follows a number is looked at by whoever reads on.</summary>
    private bool TryNumber()
    {
        if (line[at] == '-') at++;
        var whole = Digits();
        if (whole == 0 || (whole > 1 && line[at - whole] == '0')) return false;
        if (at < line.Length && line[at] == '.')
        {
            at++;
            if (Digits() == 0) return false;
        }

        if (at >= line.Length || line[at] is not ((byte)'e' or (byte)'E')) return true;
        at++;
        if (at < line.Length && line[at] is (byte)'+' or (byte)'-') at++;
        return Digits() > 0;
    }

    private int Digits()
    {
        var start = at;
        while (at < line.Length && (uint)(line[at] - '0') <= 9) at++;
        return at - start;
    }

    private void SkipSpace()
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') at++;
    }

    private bool Take(byte expected)
    {
        if (at >= line.Length || line[at] != expected) return false;
        at++;
        return true;
    }
}
