namespace Ward.Ingest.Packets.Framing;

/// <summary>What a point's value was before a write, as a word of a unit's line: <c>was=</c> and the protocol's own bytes in hex.</summary>
internal static class WasWord
{
    /// <summary>Bytes of the word.</summary>
    public static int Write(ReadOnlySpan<byte> value, Span<byte> words)
    {
        "was="u8.CopyTo(words);
        return Convert.TryToHexString(value, words[4..], out var digits) ? 4 + digits : 0;
    }
}
