using System.Globalization;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Where a gzip file stands: file, its packed length at that time, how far it was read (bytes unpacked, or records where it is no lines), and a
/// fingerprint of its first bytes. Written as gz:device:inode:packedLength:at:headLength:headHash, file and hash in hex, r before the count of records;
/// without the last two where an earlier version of Ward wrote it.
/// </summary>
internal readonly record struct PackedCursor(FileIdentity File, long Length, bool IsRecords, long At, int HeadLength, ulong HeadHash)
{
    /// <summary>How many first bytes at most make the fingerprint.</summary>
    public const int LongestHead = 64;

    public static bool TryParse(string? text, out PackedCursor cursor)
    {
        cursor = default;
        if (text?.StartsWith("gz:", StringComparison.Ordinal) != true) return false;
        var parts = text.Split(':');
        if (parts is not ["gz", var device, var inode, var packed, var place, ..] || parts.Length is not (5 or 7)) return false;
        var records = place.StartsWith('r');
        var (l, h) = (0, 0UL);
        if (!FileIdentity.TryParse(device, inode, out var file)
            || !long.TryParse(packed, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
            || !long.TryParse(place.AsSpan(records ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var a)
            || (parts.Length == 7 && (!int.TryParse(parts[5], NumberStyles.None, CultureInfo.InvariantCulture, out l) || l > LongestHead
                || !ulong.TryParse(parts[6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out h)))) return false;
        cursor = new PackedCursor(file, p, records, a, l, h);
        return true;
    }

    /// <summary>Whether what the file holds now goes on from what was read: the same file, not shorter, beginning alike.</summary>
    public bool GoesOn(FileIdentity file, long length, ReadOnlySpan<byte> head) =>
        File == file && (HeadLength == 0 ? Length == length : Length <= length && head.Length >= HeadLength && FileCursor.Hash(head[..HeadLength]) == HeadHash);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"gz:{File}:{Length}:{(IsRecords ? "r" : "")}{At}:{HeadLength}:{HeadHash:x}");
}
