using System.Globalization;

namespace Ward.Storage.Operational;

/// <summary>The lock on a state folder: held by the operating system, so it ends with the process however that ends.</summary>
public sealed class StateFolderLock : IDisposable
{
    private readonly FileStream held;

    private StateFolderLock(FileStream held) => this.held = held;

    /// <exception cref="StateFolderInUseException">Another process has it.</exception>
    public static StateFolderLock Take(string folder)
    {
        // The number stands beside the lock, since a locked file cannot be read by others.
        var note = Path.Combine(folder, "ward.pid");
        try
        {
            var held = new FileStream(Path.Combine(folder, "ward.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(note, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new StateFolderLock(held);
        }
        catch (IOException taken) when (taken is not (DirectoryNotFoundException or FileNotFoundException) && IsTaken(taken))
        {
            throw new StateFolderInUseException($"another ward process has this state folder open (pid {Pid(note)}): {folder}", taken);
        }
    }

    public void Dispose() => held.Dispose();

    // A sharing violation carries the system's 'would block': 11 on Linux, 35 on macOS, 0x80070020 on Windows.
    private static bool IsTaken(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string Pid(string note)
    {
        try
        {
            return int.TryParse(File.ReadAllText(note), CultureInfo.InvariantCulture, out var pid) ? pid.ToString(CultureInfo.InvariantCulture) : "unknown";
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
