namespace Ward.Ingest.Decoders.Firewalls;

/// <summary>"%FACILITY-SEVERITY-MNEMONIC: TEXT", wherever a Cisco device's own stamps end.</summary>
internal static class CiscoTag
{
    /// <summary>How far from the beginning the tag may stand: sequence number, host and time come before it, a client's text never.</summary>
    private const int Furthest = 96;

    private static readonly System.Buffers.SearchValues<byte> StampCharacters = System.Buffers.SearchValues.Create("0123456789:.-TZ+"u8);

    /// <summary>Finds the tag; <paramref name="text"/> becomes what stands behind it.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> facility, out ReadOnlySpan<byte> severity, out ReadOnlySpan<byte> mnemonic)
    {
        facility = severity = mnemonic = default;
        var at = text[..Math.Min(text.Length, Furthest)].IndexOf((byte)'%');
        if (at < 0 || !IsStamp(text[..at])) return false;
        var rest = text[(at + 1)..];
        var colon = rest.IndexOf((byte)':');
        if (colon is < 5 or > 60) return false;
        var tag = rest[..colon];
        var last = tag.LastIndexOf((byte)'-');
        if (last <= 2 || tag.Contains((byte)' ')) return false;
        var before = tag[..last].LastIndexOf((byte)'-');
        if (before <= 0 || last - before != 2 || tag[before + 1] is < (byte)'0' or > (byte)'7') return false;
        facility = tag[..before];
        severity = tag.Slice(before + 1, 1);
        mnemonic = tag[(last + 1)..];
        text = rest[(colon + 1)..].TrimStart((byte)' ');
        return mnemonic.Length > 0;
    }

    /// <summary>
    /// Numbers, times, months, zones and at most one other word, the device's name: a sentence that quotes such a tag is another program's, and
    /// the quoted text may be a client's.
    /// </summary>
    private static bool IsStamp(ReadOnlySpan<byte> before)
    {
        if (before.Length > 0 && before[^1] is not ((byte)' ' or (byte)':')) return false;
        var others = 0;
        while (before.Length > 0)
        {
            var word = Words.Take(ref before).Trim(":*."u8);
            var stamp = word.Length == 0 || (word[0] is >= (byte)'0' and <= (byte)'9' && !word.ContainsAnyExcept(StampCharacters))
                || (word.Length == 3 && "JanFebMarAprMayJunJulAugSepOctNovDecMonTueWedThuFriSatSun"u8.IndexOf(word) is >= 0 and var name && name % 3 == 0)
                || (word.Length is >= 2 and <= 5 && !word.ContainsAnyExceptInRange((byte)'A', (byte)'Z'));
            if (!stamp && ++others > 1) return false;
        }

        return true;
    }
}
