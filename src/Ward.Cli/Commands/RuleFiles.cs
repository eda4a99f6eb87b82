using System.Text;

namespace Ward.Cli.Commands;

/// <summary>Files of rules named on the command line, to be sent to the server.</summary>
internal static class RuleFiles
{
    /// <summary>Bytes of all files together.</summary>
    public const int Most = 16 << 20;

    /// <summary>Reads files, and of folders every .yml and .yaml, by name.</summary>
    /// <exception cref="IOException">A path is not there or cannot be read, a folder holds no rules, or it is too much; the message names it.</exception>
    public static IReadOnlyList<object> Read(IEnumerable<string> paths)
    {
        var files = new List<object>();
        var bytes = 0L;
        foreach (var path in paths.SelectMany(Files))
        {
            bytes += new FileInfo(path).Length;
            if (bytes > Most) throw new IOException($"the rules are more than {Most >> 20} MiB together; hunt with fewer at once");
            files.Add(new { name = path, text = Text(path) });
        }

        return files;
    }

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new IOException($"there is no file or folder {path}");
        var found = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new IOException($"the folder {path} holds no .yml or .yaml file");
    }

    private static string Text(string path)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException)
        {
            throw new IOException($"{path} is not UTF-8 text; is it a file of rules?");
        }
    }
}
