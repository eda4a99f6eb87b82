namespace Ward.Lab;

/// <summary>A folder for one test, removed with it.</summary>
public sealed class LabFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ward-lab-").FullName;

    public void Dispose()
    {
        // A mount that still ends may hold a file for a moment; the folder is in the system's temporary place anyway.
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
