namespace Ward.City.Software;

/// <summary>Takes note of what is installed on the assets of the city.</summary>
public interface IInstalledSoftware
{
    /// <summary>The same news twice is the same as once. Returns at once; from any thread.</summary>
    void Told(SoftwareNews news);

    /// <summary>Makes durable what was told so far; whoever told it may then forget it.</summary>
    /// <exception cref="IOException">It cannot be kept; nothing that was told is lost while the process lives.</exception>
    void Keep();
}
