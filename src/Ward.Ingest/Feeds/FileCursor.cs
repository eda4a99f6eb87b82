using System.Globalization;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Where a file feed stands: file, offset of the next line, and a fingerprint of the file's first bytes, since an inode is used again.
/// Written as device:inode:offset:headLength:headHash in hex, offset and length decimal.
/// </summary>
internal readonly record struct FileCursor(FileIdentity File, long Offset, int HeadLength, ulong HeadHash)
{
    /// <summary>How many first bytes at most make the fingerprint: more than the header with which every file of some programs begins.</summary>
    public const int LongestHead = 4096;

    public static bool TryParse(string? text, out FileCursor cursor)
    {
        cursor = default;
        if (text?.Split(':') is not [var device, var inode, var offset, var length, var hash]) return false;
        if (!FileIdentity.TryParse(device, inode, out var file)
            || !long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var o)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var l) || l > LongestHead
            || !ulong.TryParse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var h)) return false;
        cursor = new FileCursor(file, o, l, h);
        return true;
    }

    /// <summary>FNV-1a, 64 bits: enough to tell one log's first line from another's.</summary>
    public static ulong Hash(ReadOnlySpan<byte> head)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in head) hash = (hash ^ b) * 1099511628211UL;
        return hash;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Offset}:{HeadLength}:{HeadHash:x}");
}
