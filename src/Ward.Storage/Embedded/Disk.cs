using Ward.Standards.Streams;

namespace Ward.Storage.Embedded;

/// <summary>Makes files durable, and tells what room there is.</summary>
internal static class Disk
{
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        DiskFlush.Flush(handle);
    }

    /// <summary>Bytes that are free where the folder is.</summary>
    /// <exception cref="IOException">It cannot be told.</exception>
    public static long Free(string folder) => new DriveInfo(folder).AvailableFreeSpace;
}
