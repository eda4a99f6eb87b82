using System.Security.Cryptography;
using System.Text;

namespace Ward.Elements.Leases;

/// <summary>
/// A file for each lease under state/leases/. Read by two processes, the agent and its watchdog; a file that cannot be
/// read is set aside and reported, never trusted. Not thread-safe for one id.
/// </summary>
public sealed class LeaseFolder(string state)
{
    private readonly string folder = Directory.CreateDirectory(Path.Combine(state, "leases")).FullName;

    /// <summary>Durable when it returns.</summary>
    public void Write(Lease lease) => DurableFile.Replace(PathOf(lease.Id), LeaseText.Print(lease));

    public void Remove(string id) => DurableFile.Remove(PathOf(id));

    /// <summary>Many at once, with one flush; durable when it returns.</summary>
    public void RemoveAll(IReadOnlyList<string> ids)
    {
        for (var i = 0; i < ids.Count - 1; i++)
            File.Delete(PathOf(ids[i]));
        if (ids.Count > 0)
            Remove(ids[^1]);
    }

    /// <summary>All leases, also ended ones that are still remembered.</summary>
    /// <param name="damaged">Names of files that were set aside.</param>
    public IReadOnlyList<Lease> Load(out IReadOnlyList<string> damaged)
    {
        List<Lease> leases = [];
        List<string> broken = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*.json"))
        {
            if (ReadOrNull(path) is not { } bytes)
                continue;
            if (LeaseText.TryRead(bytes, out var lease))
                leases.Add(lease);
            else
            {
                broken.Add(Path.GetFileName(path));
                File.Move(path, path + ".damaged", overwrite: true);
            }
        }
        damaged = broken;
        return leases;
    }

    // The other process may remove a file between the listing and the reading.
    private static byte[]? ReadOrNull(string path)
    {
        try { return File.ReadAllBytes(path); }
        catch (FileNotFoundException) { return null; }
    }

    // The id is another's text: only its hash names a file.
    private string PathOf(string id) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..40] + ".json");
}
