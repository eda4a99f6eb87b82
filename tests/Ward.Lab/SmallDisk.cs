namespace Ward.Lab;

/// <summary>A small disk of its own (tmpfs) that a test fills and frees. Needs root; it goes with the test.</summary>
public sealed class SmallDisk : IDisposable
{
    private static readonly int[] Pieces = [1 << 20, 4096, 1];
    private readonly string ballast;

    /// <exception cref="InvalidOperationException">It cannot be mounted.</exception>
    public SmallDisk(string folder, int megabytes)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        ballast = Path.Combine(Folder, "ballast");
        Shell.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0700", "ward-lab", Folder);
    }

    public string Folder { get; }

    /// <summary>Why no such disk can be had here, or null.</summary>
    public static string? Missing()
    {
        using var folder = new LabFolder();
        try
        {
            using var disk = new SmallDisk(Path.Combine(folder.Path, "disk"), 1);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"a tmpfs cannot be mounted here: {e.Message}";
        }
    }

    /// <summary>Takes every byte that is left. Whoever else writes here may give some back, so it may be called again.</summary>
    public void Fill()
    {
        foreach (var size in Pieces)
        {
            var piece = new byte[size];
            try
            {
                using var file = new FileStream(ballast, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
                while (true) file.Write(piece);
            }
            catch (IOException)
            {
                // Full for pieces of this size.
            }
        }
    }

    public void Free() => File.Delete(ballast);

    public void Dispose() => Shell.TryRun("umount", "-l", Folder);
}
