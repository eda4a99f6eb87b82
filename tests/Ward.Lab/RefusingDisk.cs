namespace Ward.Lab;

/// <summary>
/// A disk whose file system has room and whose device takes nothing new: what is written reaches the system's memory, and the flush fails. An ext4 on a loop device
/// over a sparse file, for which the file system below has no more space. Needs root.
/// </summary>
public sealed class RefusingDisk : IDisposable
{
    private readonly SmallDisk below;
    private readonly string device;

    /// <param name="folder">Where it is mounted.</param>
    /// <exception cref="InvalidOperationException">It cannot be made.</exception>
    public RefusingDisk(string folder)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        below = new SmallDisk(folder + "-below", 24);
        try
        {
            var image = Path.Combine(below.Folder, "image");
            using (var sparse = File.Create(image)) sparse.SetLength(64 << 20);
            device = Shell.Run("losetup", "-f", "--show", image).Trim();
            try
            {
                // A file system's own journal would stop all of it at the first refusal.
                Shell.Run("mkfs.ext4", "-q", "-O", "^has_journal", "-E", "nodiscard", device);
                Shell.Run("mount", device, Folder);
            }
            catch
            {
                Shell.TryRun("losetup", "-d", device);
                throw;
            }
        }
        catch
        {
            below.Dispose();
            throw;
        }
    }

    public string Folder { get; }

    /// <summary>Why no such disk can be had here, or null.</summary>
    public static string? Missing()
    {
        using var folder = new LabFolder();
        try
        {
            using var disk = new RefusingDisk(Path.Combine(folder.Path, "disk"));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"a loop device cannot be had here: {e.Message}";
        }
    }

    /// <summary>From now on the device takes nothing where nothing was before.</summary>
    public void Refuse() => below.Fill();

    public void Take() => below.Free();

    public void Dispose()
    {
        Shell.TryRun("umount", "-l", Folder);
        Shell.TryRun("losetup", "-d", device);
        below.Dispose();
    }
}
