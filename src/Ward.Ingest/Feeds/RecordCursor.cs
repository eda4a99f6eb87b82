using System.Globalization;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Where a file that is read by records stands (<see cref="Forms.SourceForm"/> other than lines): file, records seen, and a fingerprint of its beginning
/// up to the last record, since a file is written anew in place. Written as records:device:inode:records:headLength:headHash, file and hash in hex.
/// </summary>
internal readonly record struct RecordCursor(FileIdentity File, long Records, int HeadLength, ulong HeadHash)
{
    /// <summary>How many bytes at most make the fingerprint: many documents of a kind begin alike.</summary>
    public const int LongestHead = 4096;

    private const string Mark = "records:";

    public static bool TryParse(string? text, out RecordCursor cursor)
    {
        cursor = default;
        if (text?.StartsWith(Mark, StringComparison.Ordinal) != true || text[Mark.Length..].Split(':') is not [var device, var inode, var records, var length, var hash]) return false;
        if (!FileIdentity.TryParse(device, inode, out var file)
            || !long.TryParse(records, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var l) || l > LongestHead
            || !ulong.TryParse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var h)) return false;
        cursor = new RecordCursor(file, r, l, h);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mark}{File}:{Records}:{HeadLength}:{HeadHash:x}");
}
