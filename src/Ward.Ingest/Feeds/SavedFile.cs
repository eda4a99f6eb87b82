using System.Text.Json;
using Ward.Standards.Streams;

namespace Ward.Ingest.Feeds;

/// <summary>A small file of JSON that is replaced as a whole.</summary>
public static class SavedFile
{
    /// <summary>On disk when it returns, and either the old or the new content at any moment.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Replace<T>(string path, T content, JsonSerializerOptions? shape = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        WholeFile.Replace(path, file => JsonSerializer.Serialize(file, content, shape));
    }
}
