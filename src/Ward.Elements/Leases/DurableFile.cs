using System.Runtime.InteropServices;
using Ward.Standards.Streams;

namespace Ward.Elements.Leases;

/// <summary>Files that are whole or not there: written aside, flushed, renamed, and the folder flushed too.</summary>
public static partial class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>Replaces the file at once; throws IOException where the disk refuses, and then nothing has changed.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var bytes = content.ToArray();
        WholeFile.Replace(path, file => file.Write(bytes), mode);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    public static void Remove(string path)
    {
        File.Delete(path);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0)
            return;
        _ = Sync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
