using System.Text;
using Ward.Configuration;
using Ward.Standards.Sigma;

namespace Ward.Cli.Commands;

/// <summary>Files of rules and of indicators named on the command line, to be sent to the server.</summary>
internal static class HuntRules
{
    /// <summary>Bytes of all files together.</summary>
    private const int Most = 10 << 20;

    /// <exception cref="IOException">A path is not there or cannot be read, a folder holds no rules, or it is too much; the message names it.</exception>
    public static IReadOnlyList<object> Read(IEnumerable<string> paths)
    {
        var files = new List<object>();
        var bytes = 0L;
        foreach (var path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path)) throw new IOException($"there is no file or folder {path}");
            var unread = new List<SigmaError>();
            var found = RuleFiles.Read([path], unread);
            if (unread.Count > 0) throw new IOException(unread[0].ToString());
            if (found.Count == 0) throw new IOException($"{path} holds no .yml or .yaml file");
            foreach (var (name, text) in found)
            {
                bytes += Encoding.UTF8.GetByteCount(text);
                if (bytes > Most) throw new IOException($"the rules are more than {Most >> 20} MiB together; hunt with fewer at once");
                files.Add(new { name, text });
            }
        }

        return files;
    }

    /// <exception cref="IOException">A file is not there or cannot be read, or it is too much; the message names it.</exception>
    public static IReadOnlyList<object> Lists(IEnumerable<string> paths)
    {
        var files = new List<object>();
        var bytes = 0L;
        foreach (var path in paths)
        {
            if (!File.Exists(path)) throw new IOException($"there is no file {path}");
            bytes += new FileInfo(path).Length;
            if (bytes > Most) throw new IOException($"the indicators are more than {Most >> 20} MiB together; make them a feed in ward.yaml and hunt with --feed");
            files.Add(new { name = Path.GetFileName(path), text = File.ReadAllText(path) });
        }

        return files;
    }
}
