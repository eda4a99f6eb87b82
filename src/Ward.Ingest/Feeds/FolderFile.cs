namespace Ward.Ingest.Feeds;

/// <summary>What a folder feed knows of one file between two looks. The file is not held open.</summary>
internal sealed class FolderFile(string name, string? cursor)
{
    /// <summary>Under which name it was seen last.</summary>
    public string Name { get; set; } = name;

    /// <summary>Where it stands, as its kind of file writes it; null where nothing of it was read.</summary>
    public string? Cursor { get; set; } = cursor;

    /// <summary>When it was in sight last.</summary>
    public DateTimeOffset Seen { get; set; }

    /// <summary>How it was at the last look that read to the end; null where it must be looked at.</summary>
    public FileState? Last { get; set; }

    /// <summary>Since when it has been as it is.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>True where a line without an end stands at the file's end and may still grow, or the file as it is was not read yet.</summary>
    public bool HasRest { get; set; }

    /// <summary>Of a file that is read by records: those refused and the places not read, as far as they are counted.</summary>
    public int Refused { get; set; }

    public int Damaged { get; set; }

    /// <summary>What could not be taken of it, in words, as long as it stays as it is; null where nothing is wrong.</summary>
    public string? Fault { get; set; }

    /// <summary>True where it is read by records.</summary>
    public bool IsDocument { get; set; }

    /// <summary>Whether the file must be read now: it has changed, or what it ended with (<paramref name="ripe"/>) has not grown for the grace.</summary>
    public bool IsDue(FileState state, DateTimeOffset now, TimeSpan grace, out bool ripe)
    {
        var same = Last == state;
        if (!same) Since = now;
        ripe = HasRest && now - Since >= grace;
        if (same) return ripe;
        // A document that is still being written would be read from its start at every look: it is read again once it has come to rest.
        if (!(IsDocument && HasRest && Last?.Identity == state.Identity)) return true;
        Last = state;
        return false;
    }

    /// <summary>Whether it was read to its end, nothing is wrong with it, and it has been at rest for the grace.</summary>
    public bool IsFinished(DateTimeOffset now, TimeSpan grace) => Last is not null && !HasRest && Fault is null && now - Since >= grace;

    /// <summary>Whether the file, of a kind that is written once, must be read now: it was not read as it is, and has come to rest for the grace.</summary>
    public bool IsDueAtRest(FileState state, DateTimeOffset now, TimeSpan grace)
    {
        if (Last != state) (Last, Since, HasRest) = (state, now, true);
        return HasRest && (now - Since >= grace || now - state.Modified >= grace);
    }
}
