using System.Runtime.InteropServices;

namespace Ward.Benchmarks.Store;

/// <summary>What the system keeps of files in memory (proc(5), drop_caches; only root may).</summary>
internal static partial class PageCache
{
    /// <summary>Makes everything durable and forgets it; false where that is not allowed.</summary>
    public static bool TryDrop()
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            Sync();
            File.WriteAllText("/proc/sys/vm/drop_caches", "1");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "sync")]
    private static partial void Sync();
}
