namespace Ward.Fuzz;

/// <summary>Makes inputs from others; the same chance gives the same inputs.</summary>
internal sealed class Mutator(Random chance)
{
    /// <summary>Bytes of an input at most.</summary>
    public const int Longest = 64 << 10;

    private static readonly byte[][] Words =
    [
        .. new[] { "\"", "\\", "{", "}", "[", "]", "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "\n", "\r\n", "\0", " ", "\t", ",", ":", ";", "=", "|", "-1", "0", "1e400", "4294967296", "99999999999999999999", "null", "\\ud800", "%s", "..", "\uFEFF", "\uFFFF" }
            .Select(System.Text.Encoding.UTF8.GetBytes),
        [0xFF], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80], [0xC3], [0xED, 0xA0, 0x80], [0, 0, 0, 0],
    ];

    /// <summary>One input of one to eight changes; of the seeds and of those kept since.</summary>
    public byte[] Next(IReadOnlyList<byte[]> from)
    {
        var input = from[chance.Next(from.Count)].ToList();
        for (var change = chance.Next(1, 9); change > 0; change--) Change(input, from);
        if (input.Count > Longest) input.RemoveRange(Longest, input.Count - Longest);
        return [.. input];
    }

    private void Change(List<byte> input, IReadOnlyList<byte[]> from)
    {
        var at = chance.Next(input.Count + 1);
        var length = Math.Min(input.Count - at, 1 << chance.Next(0, 8));
        switch (chance.Next(10))
        {
            case 0:
                input.Insert(at, (byte)chance.Next(256));
                break;
            case 1 when length > 0:
                input.RemoveAt(at);
                break;
            case 2 when length > 0:
                input[at] = (byte)chance.Next(256);
                break;
            case 3 when length > 0:
                input[at] ^= (byte)(1 << chance.Next(8));
                break;
            case 4 when length > 0:
                input[at] += (byte)chance.Next(-2, 3);
                break;
            case 5:
                input.InsertRange(at, Words[chance.Next(Words.Length)]);
                break;
            case 6:
                input.RemoveRange(at, length);
                break;
            case 7:
                Again(input, at, length);
                break;
            case 8:
                var other = from[chance.Next(from.Count)];
                var begin = chance.Next(other.Length + 1);
                input.InsertRange(at, other.AsSpan(begin, Math.Min(other.Length - begin, 1 << chance.Next(0, 10))).ToArray());
                break;
            default:
                input.RemoveRange(at, input.Count - at);
                break;
        }
    }

    /// <summary>A piece many times: what nests, joins and repeats.</summary>
    private void Again(List<byte> input, int at, int length)
    {
        var piece = input.GetRange(at, length);
        for (var times = Math.Min(1 << chance.Next(0, 10), (Longest - input.Count) / Math.Max(1, length)); times > 0; times--) input.InsertRange(at, piece);
    }
}
