using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ward.Ingest.Feeds;

/// <summary>What the system says of a file at one moment; of a link, what it says of the file that the link leads to.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Modified">When it was written to last, UTC.</param>
internal readonly partial record struct FileState(FileIdentity Identity, long Length, DateTime Modified)
{
    private const int AtEmptyPath = 0x1000, BasicStats = 0x7ff, AtCurrentFolder = -100;
    private const long LastSecond = 253_402_300_799;

    /// <summary>Of an open file.</summary>
    public static bool TryOf(SafeFileHandle file, out FileState state)
    {
        if (OperatingSystem.IsLinux()) return TryStat(file.DangerousGetHandle().ToInt32(), "", AtEmptyPath, out state);
        state = new FileState(ByCreation(File.GetCreationTimeUtc(file)), RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
        return true;
    }

    /// <summary>Of the file that has this path now; false where there is none.</summary>
    public static bool TryOf(string path, out FileState state)
    {
        if (OperatingSystem.IsLinux()) return TryStat(AtCurrentFolder, path, 0, out state);
        var file = new FileInfo(path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
        state = file.Exists ? new FileState(ByCreation(file.CreationTimeUtc), file.Length, file.LastWriteTimeUtc) : default;
        return file.Exists;
    }

    private static FileIdentity ByCreation(DateTime created) => new(0, (ulong)created.Ticks);

    private static bool TryStat(int folder, string path, int flags, out FileState state)
    {
        // struct statx is the same on every architecture: inode at 32, size at 40, last write at 112 (seconds) and 120 (ns), device major and minor at 136 and 140.
        Span<byte> found = stackalloc byte[256];
        state = default;
        if (Statx(folder, path, flags, BasicStats, found) != 0) return false;
        var device = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(found[136..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(found[140..]);
        var seconds = Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(found[112..]), 0, LastSecond);
        var modified = DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (BinaryPrimitives.ReadUInt32LittleEndian(found[120..]) / TimeSpan.NanosecondsPerTick));
        state = new FileState(new FileIdentity(device, BinaryPrimitives.ReadUInt64LittleEndian(found[32..])), BinaryPrimitives.ReadInt64LittleEndian(found[40..]), modified);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> found);
}
