namespace Ward.Cli;

/// <summary>The lines of a text that is held whole.</summary>
internal static class WholeLines
{
    /// <summary>Without their ends (LF or CRLF); empty ones left out.</summary>
    public static List<byte[]> Of(ReadOnlySpan<byte> text)
    {
        var lines = new List<byte[]>();
        foreach (var range in text.Split((byte)'\n'))
            if (text[range].TrimEnd((byte)'\r') is { IsEmpty: false } line) lines.Add(line.ToArray());
        return lines;
    }
}
