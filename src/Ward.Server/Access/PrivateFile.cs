using Ward.Standards.Streams;

namespace Ward.Server.Access;

/// <summary>Files and folders that only the server's own user may read.</summary>
internal static class PrivateFile
{
    /// <summary>Makes the folder where it is missing; one that is there keeps its mode, which is its owner's decision.</summary>
    public static DirectoryInfo MakeFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Replaces the file in one step.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(content);
            DiskFlush.Flush(stream);
        }

        File.Move(draft, path, overwrite: true);
    }
}
