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

    /// <summary>When it had been written to last, at that look: a file may become another of the same length.</summary>
    public DateTime Modified { get; set; }

    /// <summary>Since when the length has been this.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>True where a line without an end stands at the file's end and may still grow.</summary>
    public bool HasRest { get; set; }

    /// <summary>Of a file that is read by records: those refused and the places not read, as far as they are counted.</summary>
    public int Refused { get; set; }

    public int Damaged { get; set; }

    /// <summary>What could not be taken of it, in words, as long as it stays as it is; null where nothing is wrong.</summary>
    public string? Fault { get; set; }

    /// <summary>True where it is read by records.</summary>
    public bool IsDocument { get; set; }

    /// <summary>Whether the file must be read now: it has changed, or what it ended with (<paramref name="ripe"/>) has not grown for the grace.</summary>
    /// <param name="modified">When it was written to last, UTC.</param>
    public bool IsDue(FileIdentity identity, long length, DateTime modified, DateTimeOffset now, TimeSpan grace, out bool ripe)
    {
        var same = Length == length && Identity == identity && Modified == modified;
        if (!same) Since = now;
        ripe = HasRest && now - Since >= grace;
        if (same) return ripe;
        // A document that is still being written would be read from its start at every look: it is read again once it has come to rest.
        if (!(IsDocument && HasRest && Identity == identity)) return true;
        (Length, Modified) = (length, modified);
        return false;
    }
}
