using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ward.Ingest.Feeds;

/// <summary>Which file it is, whatever its name: device and inode, where the system has them.</summary>
internal readonly partial record struct FileIdentity(ulong Device, ulong Inode)
{
    private const int AtEmptyPath = 0x1000, BasicStats = 0x7ff, AtCurrentFolder = -100;

    /// <summary>The identity of an open file.</summary>
    public static bool TryOf(SafeFileHandle file, out FileIdentity identity) =>
        OperatingSystem.IsLinux()
            ? TryStat(file.DangerousGetHandle().ToInt32(), "", AtEmptyPath, out identity)
            : TryByCreation(File.GetCreationTimeUtc(file), out identity);

    /// <summary>The identity of the file that has this path now.</summary>
    public static bool TryOf(string path, out FileIdentity identity) =>
        OperatingSystem.IsLinux()
            ? TryStat(AtCurrentFolder, path, 0, out identity)
            : TryByCreation(File.GetCreationTimeUtc(path), out identity) && File.Exists(path);

    private static bool TryByCreation(DateTime created, out FileIdentity identity)
    {
        identity = new FileIdentity(0, (ulong)created.Ticks);
        return true;
    }

    private static bool TryStat(int folder, string path, int flags, out FileIdentity identity)
    {
        // struct statx is the same on every architecture: inode at 32, device major and minor at 136 and 140.
        Span<byte> found = stackalloc byte[256];
        identity = default;
        if (Statx(folder, path, flags, BasicStats, found) != 0) return false;
        var device = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(found[136..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(found[140..]);
        identity = new FileIdentity(device, BinaryPrimitives.ReadUInt64LittleEndian(found[32..]));
        return true;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> found);
}
