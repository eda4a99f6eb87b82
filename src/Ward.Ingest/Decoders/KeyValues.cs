namespace Ward.Ingest.Decoders;

/// <summary>
/// NAME=VALUE pairs parted by spaces, commas or the audit's group separator. A value in double quotes ends at the quote that no backslash
/// precedes, one in single quotes at the next single quote, any other at the next separator. Words that are no pair are stepped over and counted.
/// </summary>
internal ref struct KeyValues(ReadOnlySpan<byte> text)
{
    private static readonly System.Buffers.SearchValues<byte> Separators = System.Buffers.SearchValues.Create(" ,\t\x1d"u8);
    private static readonly System.Buffers.SearchValues<byte> NameEnds = System.Buffers.SearchValues.Create("= ,\t\x1d\"'"u8);
    private ReadOnlySpan<byte> rest = text;
    private bool unclosed;

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>True where the value stood in quotes; a backslash in it may then stand before a quote or another backslash.</summary>
    public bool Quoted { get; private set; }

    public int Pairs { get; private set; }

    /// <summary>Words seen that were no pair.</summary>
    public int Loose { get; private set; }

    public bool TryRead()
    {
        while (true)
        {
            var start = rest.IndexOfAnyExcept(Separators);
            if (start < 0) return false;
            rest = rest[start..];
            var end = rest.IndexOfAny(NameEnds);
            if (end <= 0 || rest[end] != '=')
            {
                Loose++;
                var next = rest.IndexOfAny(Separators);
                if (next < 0) return false;
                rest = rest[next..];
                continue;
            }

            Name = rest[..end];
            rest = rest[(end + 1)..];
            TakeValue();
            Pairs++;
            return true;
        }
    }

    private void TakeValue()
    {
        var close = !unclosed && rest.Length > 0 && rest[0] is ((byte)'"' or (byte)'\'') ? ClosingQuote() : 0;
        // A quote that never closes closes nowhere further on either: looking once keeps the reading linear.
        unclosed |= close < 0;
        Quoted = close > 0;
        if (Quoted)
        {
            Value = rest[1..close];
            rest = rest[(close + 1)..];
            return;
        }

        var end = rest.IndexOfAny(Separators);
        Value = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
    }

    private readonly int ClosingQuote()
    {
        if (rest[0] == '\'') return rest[1..].IndexOf((byte)'\'') is >= 0 and var single ? single + 1 : -1;
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '\\') i++;
            else if (rest[i] == '"') return i;
        }

        return -1;
    }
}
