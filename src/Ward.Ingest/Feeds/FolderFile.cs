namespace Ward.Ingest.Feeds;

/// <summary>What a folder feed knows of one file between two looks. The file is not held open.</summary>
internal sealed class FolderFile(string name, string? cursor)
{
    public string Name => name;

    /// <summary>Where it stands, as its kind of file writes it; null where nothing of it was read.</summary>
    public string? Cursor { get; set; } = cursor;

    /// <summary>The length and identity at the last look that read to the end; -1 where it must be looked at.</summary>
    public long Length { get; set; } = -1;

    public FileIdentity Identity { get; set; }

    /// <summary>Since when the length has been this.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>True where a line without an end stands at the file's end and may still grow.</summary>
    public bool HasRest { get; set; }
}
