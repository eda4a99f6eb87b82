namespace Ward.Ingest.Feeds;

/// <summary>What the cursors of all kinds of file say: which file, and how far it was read, in bytes or records.</summary>
internal readonly record struct FilePlace(FileIdentity File, long At)
{
    /// <summary>The same place in the same file, which is known by another identity now.</summary>
    public static string? Moved(string? cursor, FileIdentity file) =>
        FileCursor.TryParse(cursor, out var lines) ? (lines with { File = file }).ToString()
        : RecordCursor.TryParse(cursor, out var records) ? (records with { File = file }).ToString()
        : PackedCursor.TryParse(cursor, out var packed) ? (packed with { File = file }).ToString()
        : null;

    public static bool TryParse(string? cursor, out FilePlace place)
    {
        place = FileCursor.TryParse(cursor, out var lines) ? new FilePlace(lines.File, lines.Offset)
            : RecordCursor.TryParse(cursor, out var records) ? new FilePlace(records.File, records.Records)
            : PackedCursor.TryParse(cursor, out var packed) ? new FilePlace(packed.File, packed.At)
            : default;
        return place != default;
    }
}
