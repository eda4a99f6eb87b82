using System.Text;
using Ward.Detect.Rules;
using Ward.Standards.Sigma.Linting;
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
            var draft = file.Name + ".new";
            File.WriteAllBytes(draft, [.. bytes.AsSpan(0, mark), .. Encoding.UTF8.GetBytes(mended)]);
            File.Move(draft, file.Name, overwrite: true);
            written++;
            foreach (var fix in fixes) told.WriteLine(Printable.Of($"mended {fix}"));
        }

        return written;
    }
}
