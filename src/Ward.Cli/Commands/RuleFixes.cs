using System.Text;
using Ward.Detect.Rules;
using Ward.Standards.Sigma.Linting;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward rules check --fix: mends files where they stand; what lies in an archive is left.</summary>
internal static class RuleFixes
{
    /// <summary>Mends what can be, tells each place, and says how many files were written.</summary>
    /// <exception cref="IOException">A file cannot be written; the message names it. It is then as it was.</exception>
    public static int Write(IEnumerable<RuleFile> files, TextWriter told)
    {
        var written = 0;
        foreach (var file in files.Where(f => File.Exists(f.Name)))
        {
            var bytes = File.ReadAllBytes(file.Name);
            var mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            var text = Encoding.UTF8.GetString(bytes.AsSpan(mark));
            // Bytes that are no UTF-8 would not come back as they were.
            if (!Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes.AsSpan(mark))) continue;
            var (mended, fixes) = SigmaFixer.Fix(file.Name, text);
            if (fixes.Count == 0) continue;
            Replace(File.ResolveLinkTarget(file.Name, returnFinalTarget: true)?.FullName ?? file.Name, [.. bytes.AsSpan(0, mark), .. Encoding.UTF8.GetBytes(mended)]);
            written++;
            foreach (var fix in fixes) told.WriteLine(Printable.Of($"mended {fix}"));
        }

        return written;
    }

    // The file itself, where the name is a link to it; with the rights that it had.
    private static void Replace(string path, byte[] content)
    {
        var draft = $"{path}.{Environment.ProcessId}.new";
        using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(content);
            DiskFlush.Flush(file);
        }

        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, File.GetUnixFileMode(path));
        File.Move(draft, path, overwrite: true);
    }
}
