namespace Ward.Ingest.Decoders;

/// <summary>Takes a line apart from its left end. What is taken leaves the text; where nothing fits, the text stays as it was.</summary>
internal static class Words
{
    /// <summary>The characters up to the next space, and the spaces behind them; the whole text where there is none.</summary>
    public static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)' ');
        var word = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[end..].TrimStart((byte)' ');
        return word;
    }

    /// <summary>What stands before the first mark; the mark goes too.</summary>
    public static bool TryTakeTo(scoped ref ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> mark, out ReadOnlySpan<byte> before)
    {
        var at = text.IndexOf(mark);
        before = at < 0 ? default : text[..at];
        if (at >= 0) text = text[(at + mark.Length)..];
        return at >= 0;
    }

    /// <summary>What stands behind the last mark; the text keeps what stands before it.</summary>
    public static bool TryTakeFromLast(scoped ref ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> mark, out ReadOnlySpan<byte> after)
    {
        var at = text.LastIndexOf(mark);
        after = at < 0 ? default : text[(at + mark.Length)..];
        if (at >= 0) text = text[..at];
        return at >= 0;
    }

    /// <summary>The value between two double quotes at the text's beginning; a backslash keeps the quote behind it inside the value.</summary>
    public static bool TryTakeQuoted(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (text.Length < 2 || text[0] != '"') return false;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"')
            {
                value = text[1..i];
                text = text[(i + 1)..].TrimStart((byte)' ');
                return true;
            }
        }

        return false;
    }

    /// <summary>The value between two marks wherever the first pair stands; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> text, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        if (text.IndexOf(open) is not (>= 0 and var at)) return default;
        text = text[(at + open.Length)..];
        return text.IndexOf(close) is >= 0 and var end ? text[..end] : default;
    }

    /// <summary>True where the mark stands in the text exactly once: then nobody else can have written it beside the source's own.</summary>
    public static bool Once(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark) =>
        text.IndexOf(mark) is >= 0 and var first && text.LastIndexOf(mark) == first;

    public static bool IsNumber(ReadOnlySpan<byte> text) => text.Length > 0 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>The number's value, or -1 where it is none or has more than nine digits.</summary>
    public static int Number(ReadOnlySpan<byte> text)
    {
        if (text.Length > 9 || !IsNumber(text)) return -1;
        var value = 0;
        foreach (var c in text) value = (value * 10) + (c - '0');
        return value;
    }
}
