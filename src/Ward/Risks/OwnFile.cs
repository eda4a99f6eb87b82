using System.Security.Cryptography;
using Ward.Standards.Streams;

namespace Ward.Risks;

/// <summary>
/// A file that this process alone writes, replaced as a whole. What another hand changed since it was read is not written over: two writers of one file need more than
/// a file. One call at a time.
/// </summary>
internal sealed class OwnFile(string path)
{
    // SHA-256 of the file as it was last read or written, and of what a failed writing may have left; null where there was none.
    private byte[]? known, tried;

    public string Path => path;

    private string Name => System.IO.Path.GetFileName(path);

    /// <summary>Takes note of the file as it is, before it is read.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public bool Look() => (known = tried = Mark()) is not null;

    /// <returns>Why a loss of power could take it back, though it is in its place; null where it could not.</returns>
    /// <exception cref="IOException">It cannot be written, or is another's by now; it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public string? Replace(byte[] content)
    {
        var present = Mark();
        if (!Same(present, known) && !Same(present, tried)) throw new IOException($"{Name} was changed by another hand: restart to take it up");
        (known, tried) = (present, SHA256.HashData(content));
        string? unsure = null;
        try
        {
            WholeFile.Replace(path, file => file.Write(content), WholeFile.Private);
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && Same(Mark(), tried))
        {
            unsure = $"{Name} is kept, but a loss of power could take it back: {e.Message}";
        }

        known = tried;
        return unsure;
    }

    private byte[]? Mark()
    {
        if (!File.Exists(path)) return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return SHA256.HashData(file);
    }

    private static bool Same(byte[]? one, byte[]? other) => one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);
}
