using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ward.Ingest.Feeds;

/// <summary>A small file of JSON that is replaced as a whole.</summary>
public static partial class SavedFile
{
    private const int Interrupted = 4;

    /// <summary>On disk when it returns, and either the old or the new content at any moment.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Replace<T>(string path, T content, JsonSerializerOptions? shape = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, content, shape);
            file.Flush();
            Flush(file);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>The platform's own flush hides what the system answers where the device refuses (.NET 10.0.12 on Linux).</summary>
    private static void Flush(FileStream file)
    {
        if (OperatingSystem.IsWindows())
        {
            file.Flush(flushToDisk: true);
            return;
        }

        while (Sync((int)file.SafeFileHandle.DangerousGetHandle()) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted) throw new IOException($"The disk does not take what was written: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);
}
