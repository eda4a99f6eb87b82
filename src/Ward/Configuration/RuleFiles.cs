using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ward.Standards.Sigma;

namespace Ward.Configuration;

/// <summary>
/// Texts of rule files: of a file, of a folder with all below it, or of an archive (zip, tar, tar.gz). Names within an archive are only
/// shown, never used as paths. What cannot be read is told of and the rest is read.
/// </summary>
public static class RuleFiles
{
    private const int LargestFile = 4 << 20;
    private const long LargestArchive = 256L << 20;
    private const int MostFiles = 100_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Name and text of every .yml and .yaml but the tests of rules, in the order of the paths and, within each, of the names.</summary>
    public static IReadOnlyList<(string File, string Text)> Read(IEnumerable<string> paths, ICollection<SigmaError> errors)
    {
        var files = new List<(string, string)>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            var shown = ConfigurationFile.Shown(Path.GetFullPath(path));
            Try(shown, "a file, a folder or an archive that can be read", errors, () =>
            {
                if (Directory.Exists(path)) ReadFolder(path, files, errors);
                // So that a shell's rules/*.yml may be given.
                else if (!RuleTestFiles.IsTests(path)) ReadOne(path, shown, files, errors);
            });
        }

        return files;
    }

    /// <summary>
    /// Names, lengths and times of change of what <see cref="Read"/> would open: the same text where nothing was touched, and nothing is opened for it. What
    /// cannot be looked at is named as such.
    /// </summary>
    public static string Stamp(IEnumerable<string> paths)
    {
        var stamp = new StringBuilder();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            try
            {
                foreach (var file in Directory.Exists(path) ? Within(path).Select(f => new FileInfo(f)) : [new FileInfo(path)])
                    stamp.Append(CultureInfo.InvariantCulture, $"{file.FullName}\0{(file.Exists ? file.Length : -1)}\0{file.LastWriteTimeUtc.Ticks}\n");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                stamp.Append(path).Append('\0').Append(fault.Message).Append('\n');
            }
        }

        return stamp.ToString();
    }

    private static IEnumerable<string> Within(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => IsRule(f) || IsArchive(f)).Order(StringComparer.Ordinal);

    private static void ReadFolder(string folder, List<(string, string)> files, ICollection<SigmaError> errors)
    {
        foreach (var path in Within(folder))
        {
            var shown = ConfigurationFile.Shown(Path.GetFullPath(path));
            Try(shown, "a file that can be read", errors, () => ReadOne(path, shown, files, errors));
        }
    }

    private static void ReadOne(string path, string shown, List<(string, string)> files, ICollection<SigmaError> errors)
    {
        if (IsArchive(path))
        {
            ReadArchive(path, shown, files, errors);
            return;
        }

        using var file = File.OpenRead(path);
        Add(file, shown, files, errors);
    }

    private static void Try(string shown, string expected, ICollection<SigmaError> errors, Action read)
    {
        try
        {
            read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            Refuse(shown, expected, fault.Message, errors);
        }
    }

    private static void ReadArchive(string path, string shown, List<(string, string)> files, ICollection<SigmaError> errors)
    {
        var (left, within) = (LargestArchive, new List<(string, string)>());
        using var file = File.OpenRead(path);
        foreach (var (name, open) in Entries(path, file))
        {
            if (within.Count == MostFiles)
            {
                Refuse(shown, $"at most {MostFiles} rule files in an archive", name, errors);
                break;
            }

            using var entry = open();
            left -= Add(entry, $"{shown}!{name}", within, errors);
            if (left >= 0) continue;
            Refuse(shown, $"at most {LargestArchive >> 20} MB of rules in an archive", name, errors);
            break;
        }

        files.AddRange(within.OrderBy(f => f.Item1, StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, Func<Stream> Open)> Entries(string path, Stream file)
    {
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            foreach (var entry in zip.Entries.Where(e => IsRule(e.FullName))) yield return (entry.FullName, entry.Open);
            yield break;
        }

        using var plain = path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? file : new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(plain);
        while (tar.GetNextEntry() is { } entry)
            if (entry is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } data } && IsRule(entry.Name)) yield return (entry.Name, () => data);
    }

    /// <returns>How many bytes were read.</returns>
    private static long Add(Stream file, string shown, List<(string, string)> files, ICollection<SigmaError> errors)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16_384];
        while (bytes.Length <= LargestFile && file.Read(buffer) is var read and > 0) bytes.Write(buffer, 0, read);
        if (bytes.Length > LargestFile)
        {
            Refuse(shown, $"a file of at most {LargestFile >> 20} MB", "a larger one", errors);
            return bytes.Length;
        }

        try
        {
            files.Add((shown, Strict.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).TrimStart('\uFEFF')));
        }
        catch (DecoderFallbackException)
        {
            Refuse(shown, "UTF-8 text", "bytes that are none", errors);
        }

        return bytes.Length;
    }

    private static bool IsRule(string name) =>
        (name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)) && !RuleTestFiles.IsTests(name);

    private static bool IsArchive(string name) =>
        name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static void Refuse(string file, string expected, string found, ICollection<SigmaError> errors) =>
        errors.Add(new SigmaError(file, 0, "", expected, found) { Fault = SigmaFault.Yaml });
}
