using System.Globalization;
using Ward.City;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.City.Software;
using Ward.Standards.Yaml;

namespace Ward.Cities;

/// <summary>
/// Advisories that lie in files and folders: CSAF, CycloneDX, CVE records, KEV, EPSS. Read again when they change; of them only what can concern the city is kept.
/// A file that cannot be read is named, and the others go on. One look at a time.
/// </summary>
/// <param name="paths">Files, and folders with all that is below; absolute.</param>
/// <param name="book">Folder of the book whose imports count too, or null.</param>
public sealed class AdvisoryShelf(IReadOnlyList<string> paths, string? book, TimeProvider time)
{
    /// <summary>Files looked at; those beyond are counted.</summary>
    public const int MostFiles = 500_000;

    private const int Named = 50;

    private readonly Dictionary<string, AdvisoryFile> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private string cityVersion = "";
    private HashSet<string> references = [];
    private long beyond;

    /// <summary>What concerns the city, by file.</summary>
    public IReadOnlyList<CityDelta> Deltas { get; private set; } = [];

    /// <summary>What could not be read, for a person; bounded.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Reads what is new. True where <see cref="Deltas"/> has become another.</summary>
    /// <param name="own">The city without what advisories say.</param>
    public bool Look(CityModel own, InstalledPackages installed)
    {
        var found = Found();
        // What was left out for a package that nobody had counts once somebody has it.
        var all = own.Version != cityVersion || installed.Names.Any(n => !names.Contains(n));
        var changed = all || found.Count != files.Count || found.Any(f => !files.TryGetValue(f.Key, out var known) || known.Stamp != f.Value);
        if (!changed) return false;
        cityVersion = own.Version;
        names.UnionWith(installed.Names);
        var filter = new AdvisoryFilter(own, installed);
        foreach (var gone in files.Keys.Where(f => !found.ContainsKey(f)).ToList()) files.Remove(gone);
        foreach (var (path, stamp) in found.OrderBy(f => f.Key, StringComparer.Ordinal))
            if (all || !files.TryGetValue(path, out var known) || known.Stamp != stamp) files[path] = Read(path, stamp, filter, IsOfBook(path));
        Registers(own);
        Deltas = [.. files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.Delta).OfType<CityDelta>().Where(d => d.Records.Count > 0)];
        List<string> problems = [.. files.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => f.Value.Problems)];
        if (beyond > 0) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{beyond} more files than the {MostFiles} advisories that are read"));
        Problems = problems.Count <= Named ? problems : [.. problems.Take(Named), string.Create(CultureInfo.InvariantCulture, $"{problems.Count - Named} more problems with advisories")];
        return true;
    }

    // Registers speak of everything: of them only what the city and the advisories name is kept, so they are read when those are known.
    private void Registers(CityModel own)
    {
        HashSet<string> wanted = [.. own.Exposures.Select(x => x.Reference).OfType<string>(), .. files.Values.Where(f => !f.IsRegister).SelectMany(f => f.Delta?.Records ?? []).Select(r => r["reference"]).OfType<string>()];
        var grown = !wanted.IsSubsetOf(references);
        references = wanted;
        foreach (var (path, file) in files.Where(f => f.Value.IsRegister && (grown || f.Value.Delta is null)).ToList())
            files[path] = Parsed(path, file.Stamp, file.Format, id => wanted.Contains(id));
        foreach (var (path, file) in files.Where(f => f.Value is { IsRegister: false, Delta: not null }).ToList())
            files[path] = file with { Delta = file.Delta! with { Records = [.. file.Delta.Records.Where(r => r.Part != CityPart.Vulnerability || wanted.Contains(r.Key))] } };
    }

    private AdvisoryFile Read(string path, (DateTime, long) stamp, AdvisoryFilter filter, bool isOfBook)
    {
        try
        {
            if (isOfBook)
            {
                var kept = new ProblemList(path);
                var told = CityBook.Kept<CityDelta>(path, kept);
                // Its other records are in the merged city already.
                var delta = told is null ? null : told with { Records = [.. told.Records.Where(r => r.Part == CityPart.Vulnerability || (r.Part == CityPart.Exposure && r["asset"] is null && filter.Concerns(r)))] };
                return new AdvisoryFile(stamp, ImportFormat.Csaf, false, delta, [.. kept.Sorted().Select(p => p.ToString())]);
            }

            using var head = File.OpenRead(path);
            var first = new byte[ImportFormats.Head];
            var length = head.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
            switch (ImportFormats.Guess(first.AsSpan(0, length)))
            {
                case ImportFormat.Kev: return new AdvisoryFile(stamp, ImportFormat.Kev, true, null, []);
                case ImportFormat.Epss: return new AdvisoryFile(stamp, ImportFormat.Epss, true, null, []);
                case (ImportFormat.Csaf or ImportFormat.CycloneDx or ImportFormat.Cve) and { } format:
                    var file = Parsed(path, stamp, format, null);
                    return file.Delta is not { } whole ? file : file with { Delta = whole with { Records = [.. whole.Records.Where(r => r.Part == CityPart.Vulnerability || (r.Part == CityPart.Exposure && filter.Concerns(r)))], Notes = [] } };
                default: return new AdvisoryFile(stamp, ImportFormat.Csaf, false, null, [$"{path}: expected an advisory (CSAF 2.0, CycloneDX, a CVE record, KEV or EPSS), found another file"]);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new AdvisoryFile(stamp, ImportFormat.Csaf, false, null, [$"{path}: expected a readable file, found one that cannot be read ({Printable.Of(fault.Message)})"]);
        }
    }

    private AdvisoryFile Parsed(string path, (DateTime, long) stamp, ImportFormat format, Func<string, bool>? wanted)
    {
        var problems = new ProblemList(path);
        CityDelta? delta = null;
        try
        {
            using var file = File.OpenRead(path);
            delta = CityImport.Read(format, file, new ImportSettings(null, path, time.GetUtcNow(), new Dictionary<string, string>(), wanted), problems);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problems.Add(0, "", "a readable file", $"one that cannot be read ({Printable.Of(fault.Message)})");
        }

        return new AdvisoryFile(stamp, format, wanted is not null, delta, [.. problems.Sorted().Take(Named).Select(p => p.ToString())]);
    }

    private bool IsOfBook(string path) => book is not null && path.StartsWith(book + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private Dictionary<string, (DateTime, long)> Found()
    {
        var found = new Dictionary<string, (DateTime, long)>(StringComparer.Ordinal);
        beyond = 0;
        foreach (var path in book is not null && Directory.Exists(book) ? paths.Append(book) : paths)
        {
            if (!Directory.Exists(path))
            {
                Add(path);
                continue;
            }

            // What cannot be entered is passed over by the system's own listing; what can be seen and not read is named.
            foreach (var file in Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })) Add(file);
        }

        return found;

        void Add(string file)
        {
            var info = new FileInfo(file);
            if (found.Count >= MostFiles) beyond++;
            else if (!info.Name.StartsWith('.')) found[file] = info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
        }
    }
}
