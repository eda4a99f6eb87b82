using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Ward.Ingest.Feeds;

/// <summary>Which file it is, whatever its name: device and inode, where the system has them. Written as device:inode in hex.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode)
{
    /// <summary>What <see cref="ToString"/> wrote, in its two parts.</summary>
    public static bool TryParse(string device, string inode, out FileIdentity identity)
    {
        var isOne = ulong.TryParse(inode, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var i) & ulong.TryParse(device, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var d);
        identity = new FileIdentity(d, i);
        return isOne;
    }

    /// <summary>The identity of an open file.</summary>
    public static bool TryOf(SafeFileHandle file, out FileIdentity identity)
    {
        var found = FileState.TryOf(file, out var state);
        identity = state.Identity;
        return found;
    }

    /// <summary>The identity of the file that has this path now, or to which the link of this path leads.</summary>
    public static bool TryOf(string path, out FileIdentity identity)
    {
        var found = FileState.TryOf(path, out var state);
        identity = state.Identity;
        return found;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Device:x}:{Inode:x}");
}
