using System.Runtime.InteropServices;

namespace Ward.Standards.Streams;

/// <summary>Makes the names in a folder durable: a renamed file is under its new name after a loss of power only once its folder is on disk.</summary>
public static partial class FolderFlush
{
    private const int Interrupted = 4, BadDescriptor = 9, NotPermitted = 13, Invalid = 22, Unknown = 38, Unsupported = 95, UnsupportedOnMac = 45;

    /// <summary>Where the system or the file system has no such thing (Windows; many that are mounted from elsewhere) nothing is done: what can be had is had.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
        {
            // A folder in which one may write need not be one that one may list.
            if (Marshal.GetLastPInvokeError() is var why && why != NotPermitted) throw Refused(folder, why);
            return;
        }

        var error = 0;
        while (Sync(descriptor) != 0 && (error = Marshal.GetLastPInvokeError()) == Interrupted) error = 0;
        _ = Close(descriptor);
        if (error is not (0 or BadDescriptor or Invalid or Unknown or Unsupported or UnsupportedOnMac)) throw Refused(folder, error);
    }

    private static IOException Refused(string folder, int error) => new($"The folder {folder} cannot be flushed: {Marshal.GetPInvokeErrorMessage(error)}");

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
