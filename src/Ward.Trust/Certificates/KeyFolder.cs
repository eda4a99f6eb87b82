using Ward.Standards.Streams;

namespace Ward.Trust.Certificates;

/// <summary>Keys and certificates as PEM files of mode 0600 in a folder of mode 0700. Throws IOException where the disk refuses.</summary>
public sealed class KeyFolder
{
    private readonly string folder;

    public KeyFolder(string folder)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(this.folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Null where it was never stored.</summary>
    public string? Load(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : null;

    /// <summary>Whole or not at all.</summary>
    public void Store(string name, string pem)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var aside = PathOf(name) + ".new";
        using (var stream = new FileStream(aside, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(pem));
            DiskFlush.Flush(stream);
        }
        File.Move(aside, PathOf(name), overwrite: true);
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".pem");
}
