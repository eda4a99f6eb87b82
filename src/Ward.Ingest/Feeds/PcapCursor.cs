using System.Globalization;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Where a capture file's feed stands: file, the offset at which its flows began empty, and how many units since then are kept. The same packets
/// give the same units, so reading again from there and leaving out that many continues exactly. Written as device:inode:offset:units.
/// </summary>
internal readonly record struct PcapCursor(FileIdentity File, long Offset, long Units)
{
    public static bool TryParse(string? text, out PcapCursor cursor)
    {
        cursor = default;
        if (text?.Split(':') is not [var device, var inode, var offset, var units]) return false;
        if (!ulong.TryParse(device, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var d)
            || !ulong.TryParse(inode, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var i)
            || !long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var o)
            || !long.TryParse(units, NumberStyles.None, CultureInfo.InvariantCulture, out var u)) return false;
        cursor = new PcapCursor(new FileIdentity(d, i), o, u);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File.Device:x}:{File.Inode:x}:{Offset}:{Units}");
}
