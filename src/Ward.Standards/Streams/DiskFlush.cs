using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ward.Standards.Streams;

/// <summary>
/// Waits until the disk has what was written. The platform's own flush hides what the system answers: where the device refused (no space, I/O error)
/// it returns as if all were well (.NET 10.0.12 on Linux), and what was then told to be durable was not.
/// </summary>
public static partial class DiskFlush
{
    private const int Interrupted = 4;

    /// <summary>Flushes the stream, and then the disk.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Flush(FileStream file)
    {
        file.Flush();
        Flush(file.SafeFileHandle);
    }

    /// <param name="file">Open for writing; nothing may wait in a buffer of its stream.</param>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Flush(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        while (Sync((int)file.DangerousGetHandle()) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted) throw new IOException($"The disk does not take what was written: {Marshal.GetPInvokeErrorMessage(error)}");
        }

        GC.KeepAlive(file);
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);
}
