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
    public void Store(string name, string pem) => WholeFile.Replace(PathOf(name), stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(pem)), WholeFile.Private);

    private string PathOf(string name) => Path.Combine(folder, name + ".pem");
}
