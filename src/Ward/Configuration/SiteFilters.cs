using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ward.Standards.Sigma;
using Ward.Standards.Streams;

namespace Ward.Configuration;

/// <summary>
/// Filters that people made in the console or by the API: a folder of their own in the state folder, one file each, read beside the rules of others and untouched
/// by their updates. Thread-safe: one process writes.
/// </summary>
public sealed class SiteFilters
{
    private const string Ending = ".yml";
    private readonly Lock gate = new();
    private IReadOnlyList<(string, SigmaFilter)> read = [];
    private string stamp = "";

    /// <param name="state">The state folder.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public SiteFilters(string state)
    {
        Folder = Path.Combine(state, "filters");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>To be read with the folders of rules.</summary>
    public string Folder { get; }

    /// <summary>Name and text of each, in the order of the names.</summary>
    /// <exception cref="IOException">One cannot be read; the message names it.</exception>
    public IReadOnlyList<(string Name, string Text)> All()
    {
        lock (gate) return [.. Directory.EnumerateFiles(Folder, "*" + Ending).Order(StringComparer.Ordinal).Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllText(f)))];
    }

    /// <summary>The filters in them, each with its file's name; files are read again only where one has changed.</summary>
    /// <exception cref="IOException">One cannot be read; the message names it.</exception>
    public IReadOnlyList<(string Name, SigmaFilter Filter)> Read()
    {
        lock (gate)
        {
            var now = string.Join('\n', new DirectoryInfo(Folder).EnumerateFiles("*" + Ending).OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name} {f.LastWriteTimeUtc.Ticks} {f.Length}")));
            if (now == stamp) return read;
            read = [.. All().SelectMany(f => SigmaParser.Read(f.Name, f.Text).Filters.Select(x => (f.Name, x)))];
            stamp = now;
            return read;
        }
    }

    /// <summary>The name under which <see cref="Write"/> would keep them, and under which they can be removed.</summary>
    public static string NameOf(IReadOnlyList<SigmaFilter> filters) => NameOf(filters[0].Header.Key);

    /// <summary>Whether <see cref="Write"/> would put these filters in place of that file.</summary>
    public bool IsReplaced(IReadOnlyList<SigmaFilter> filters, string file) => PathOf(filters) == Path.GetFullPath(file);

    /// <summary>Keeps a file of filters, in place of one of the same name, in one step.</summary>
    /// <param name="filters">What it holds; one at least.</param>
    /// <returns>The name under which it can be removed.</returns>
    /// <exception cref="IOException">It cannot be kept; then nothing of it is.</exception>
    public string Write(IReadOnlyList<SigmaFilter> filters, string text)
    {
        var path = PathOf(filters);
        lock (gate)
        {
            WholeFile.Replace(path, file => file.Write(Encoding.UTF8.GetBytes(text)));
            stamp = "";
        }

        return NameOf(filters);
    }

    /// <summary>False where there is none of this name.</summary>
    public bool Remove(string name)
    {
        lock (gate)
        {
            var path = Path.Combine(Folder, name + Ending);
            if (!IsName(name) || !File.Exists(path)) return false;
            File.Delete(path);
            return true;
        }
    }

    private string PathOf(IReadOnlyList<SigmaFilter> filters) => Path.GetFullPath(Path.Combine(Folder, NameOf(filters) + Ending));

    /// <summary>The filter's key where it is fit for a file's name, else its digest.</summary>
    private static string NameOf(string key) => IsName(key) ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static bool IsName(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
