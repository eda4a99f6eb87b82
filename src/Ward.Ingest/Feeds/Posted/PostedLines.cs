namespace Ward.Ingest.Feeds.Posted;

/// <summary>Lines of a body that is wholly there.</summary>
internal static class PostedLines
{
    /// <summary>The next line without its end (LF or CRLF); the last one may have none.</summary>
    public static bool TryTake(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (rest.Length == 0) return false;
        var found = rest.Span.IndexOf((byte)'\n');
        line = found < 0 ? rest : rest[..found];
        rest = found < 0 ? default : rest[(found + 1)..];
        if (line.Length > 0 && line.Span[^1] == '\r') line = line[..^1];
        return true;
    }
}
