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
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, content, shape);
            DiskFlush.Flush(file);
        }

        File.Move(beside, path, overwrite: true);
    }
}
