using System.Runtime.InteropServices;
using Ward.Standards.Streams;

namespace Ward.Storage.Embedded;

/// <summary>Makes files and their names durable.</summary>
internal static partial class Disk
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

    /// <summary>Puts another content in a file's place: durable when it returns, and either the old or the new one at any moment.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Replace(string file, Action<Stream> write)
    {
        WholeFile.Replace(file, write);
        FlushFolder(Path.GetDirectoryName(file)!);
    }

    /// <summary>Makes the names in a folder durable; where the system has no such thing it does so by itself.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0) throw new IOException($"The folder {folder} cannot be flushed (error {Marshal.GetLastPInvokeError()}).");
        var failed = Sync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed) throw new IOException($"The folder {folder} cannot be flushed (error {error}).");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
