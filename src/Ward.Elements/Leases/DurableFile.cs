using Ward.Standards.Streams;

namespace Ward.Elements.Leases;

/// <summary>Files that are whole or not there: written aside, flushed, renamed, and the folder flushed too.</summary>
public static class DurableFile
{
    /// <summary>Replaces the file at once; throws IOException where the disk refuses, and then nothing has changed.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var bytes = content.ToArray();
        WholeFile.Replace(path, file => file.Write(bytes), mode);
    }

    public static void Remove(string path)
    {
        File.Delete(path);
        FolderFlush.Flush(Path.GetDirectoryName(path)!);
    }
}
