using System.Runtime.InteropServices;

namespace Ward.Standards.Streams;

/// <summary>Makes the names in a folder durable: a renamed file is under its new name after a loss of power only once its folder is on disk.</summary>
public static partial class FolderFlush
{
    /// <summary>Where the system has no such thing it does so by itself.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Flush(string folder)
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
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
