using System.Text;
using Ward.City;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.City.Software;
using Ward.Configuration;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Cities;

/// <summary>
/// The folder beside a city file in which what sources said is kept: <c>sources/</c> (one delta each), <c>versions/</c> (text and story of every merged city),
/// <c>traces.json</c> (where each value comes from), <c>book.json</c>, and <c>city.yaml</c>, the merged city, written last.
/// </summary>
public sealed class CityBook
{
    private static readonly UTF8Encoding Utf8 = new(false);

    private readonly string folder;

    private CityBook(string folder, string file, CityModel own, Provenance ownFrom, BookSettings settings, IReadOnlyList<CityDelta> deltas, CityModel? head)
    {
        (this.folder, File, Own, OwnFrom, Settings, Deltas, Head) = (folder, file, own, ownFrom, settings, deltas, head);
    }

    public string Folder => folder;

    /// <summary>The hand-written city file.</summary>
    public string File { get; }

    public CityModel Own { get; }

    public Provenance OwnFrom { get; }

    public BookSettings Settings { get; }

    public IReadOnlyList<CityDelta> Deltas { get; }

    /// <summary>The merged city that the book has now, or null for a book without one.</summary>
    public CityModel? Head { get; }

    /// <summary>The merged city.</summary>
    public string Merged => Path.Combine(folder, "city.yaml");

    public static string FolderOf(string cityFile) => Path.ChangeExtension(Path.GetFullPath(cityFile), ".book");

    /// <summary>Null, with problems added, where the city or what the book keeps cannot be read.</summary>
    public static CityBook? Open(string cityFile, string? folder, ProblemList problems)
    {
        folder = folder is null ? FolderOf(cityFile) : Path.GetFullPath(folder);
        return Load(cityFile, problems) is { } own ? Open(cityFile, own, folder, problems) : null;
    }

    /// <summary>The same beside a city that has been read already.</summary>
    public static CityBook? Open(string cityFile, CityModel own, string folder, ProblemList problems)
    {
        var settings = new BookSettings(Path.GetRelativePath(folder, Path.GetFullPath(cityFile)), [], null);
        var remembered = Path.Combine(folder, "book.json");
        if (System.IO.File.Exists(remembered)) settings = Kept<BookSettings>(remembered, problems) ?? settings;
        var deltas = new List<CityDelta>();
        var sources = Path.Combine(folder, "sources");
        if (Directory.Exists(sources))
            foreach (var file in Directory.GetFiles(sources, "*.json").Order(StringComparer.Ordinal))
                if (Kept<CityDelta>(file, problems) is { } delta) deltas.Add(delta);
        var merged = Path.Combine(folder, "city.yaml");
        var present = new ProblemList(merged);
        var head = System.IO.File.Exists(merged) ? Load(merged, present) : null;
        foreach (var problem in present.Sorted()) problems.Add(problem);
        if (problems.Count > 0) return null;
        var written = new DateTimeOffset(System.IO.File.GetLastWriteTimeUtc(cityFile), TimeSpan.Zero);
        return new CityBook(folder, cityFile, own, new Provenance(MergePolicy.City, cityFile, written), settings, deltas, head);
    }

    /// <param name="installed">Packages in which advisories find weaknesses; null where none is known.</param>
    public MergedCity Merge(IReadOnlyList<CityDelta> deltas, BookSettings settings, InstalledPackages? installed = null) => CityMerge.Of(Own, OwnFrom, deltas, new MergePolicy(settings.Prefer), settings.Zone, Head, installed);

    /// <summary>The file in which the text of a city stands: the file itself, the present city of a book, or a version of either's book; null where there is no such version.</summary>
    public static string? TextFileOf(string city, string? version = null)
    {
        var isBook = Directory.Exists(city);
        return version is not null ? VersionFile(isBook ? city : FolderOf(city), version) : isBook ? Path.Combine(city, "city.yaml") : city;
    }

    /// <summary>The text of a version, by the beginning of its name; null where there is none, or several.</summary>
    public static string? VersionFile(string folder, string version)
    {
        var versions = Path.Combine(folder, "versions");
        if (!Directory.Exists(versions) || version.Length < 4 || !version.All(char.IsAsciiHexDigit)) return null;
        return Directory.GetFiles(versions, version.ToLowerInvariant() + "*.yaml") is [var one] ? one : null;
    }

    /// <summary>Keeps a merge: sources and version first, the merged city last, each whole or not at all.</summary>
    /// <exception cref="IOException">The folder cannot be written to; what the book says is still what it said.</exception>
    public void Keep(IReadOnlyList<CityDelta> deltas, BookSettings settings, MergedCity.Merged merged, CityVersion version) => Keep(deltas, settings, merged.Text, merged.Traces, version);

    /// <summary>Keeps the city's own file as it is, where nobody else says anything of it.</summary>
    /// <exception cref="IOException">The folder cannot be written to; what the book says is still what it said.</exception>
    public void Keep(string text, CityVersion version) => Keep([], Settings, text, [], version);

    private void Keep(IReadOnlyList<CityDelta> deltas, BookSettings settings, string text, IReadOnlyList<FieldTrace> traces, CityVersion version)
    {
        Directory.CreateDirectory(Path.Combine(folder, "sources"));
        Directory.CreateDirectory(Path.Combine(folder, "versions"));
        Write("book.json", BookJson.Write(settings));
        foreach (var delta in deltas) Write(Path.Combine("sources", FileName(delta.Source)), BookJson.Write(delta));
        Write(Path.Combine("versions", version.Version + ".yaml"), text);
        Write(Path.Combine("versions", version.Version + ".json"), BookJson.Write(version));
        Write("traces.json", BookJson.Write(traces));
        Write("city.yaml", text);
    }

    public static CityModel? Load(string file, ProblemList problems)
    {
        if (TextFile.Read(file, problems) is not { } text) return null;
        var reading = CityReader.Read(problems.File, text);
        if (reading is CityReading.Read read) return read.City;
        foreach (var problem in ((CityReading.Refused)reading).Problems) problems.Add(problem);
        return null;
    }

    public static TKept? Kept<TKept>(string file, ProblemList problems) where TKept : class
    {
        var own = new ProblemList(file);
        var value = TextFile.Read(file, own) is { } text ? BookJson.Read<TKept>(text, own) : null;
        foreach (var problem in own.Sorted()) problems.Add(problem);
        return value;
    }

    // A source's name is anybody's text; its hash keeps two apart that look alike as a file name.
    private static string FileName(string source) =>
        $"{string.Concat(source.Take(60).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'))}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(source)))[..8]}.json";

    private void Write(string name, string text) => WholeFile.Replace(Path.Combine(folder, name), stream => stream.Write(Utf8.GetBytes(text)));
}
