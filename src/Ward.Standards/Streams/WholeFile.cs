namespace Ward.Standards.Streams;

/// <summary>Files that are replaced as a whole: written beside, flushed, renamed, and the folder flushed. At any moment there is the old content or the new.</summary>
public static class WholeFile
{
    /// <summary>Read and written by its owner alone; where the system has no such modes it is as the folder says.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The content is on disk under its name when it returns.</summary>
    /// <param name="write">Writes the content.</param>
    /// <param name="mode">Of a file that is made anew; null for what is usual.</param>
    /// <exception cref="IOException">The disk does not take it; the file is as it was, unless it is the folder that cannot be flushed: then it is the new one for as long as the power lasts.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Replace(string path, Action<Stream> write, UnixFileMode? mode = null)
    {
        var beside = path + ".new";
        // What a kill left would keep the mode that it has.
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var file = new FileStream(beside, options))
        {
            write(file);
            DiskFlush.Flush(file);
        }

        File.Move(beside, path, overwrite: true);
        FolderFlush.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
