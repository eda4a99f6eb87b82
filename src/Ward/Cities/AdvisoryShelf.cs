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

    private Dictionary<string, AdvisoryFile> files = new(StringComparer.Ordinal);
    private HashSet<int> wanted = [];
    private string cityVersion = "";
    private InstalledPackages? packages;
    private HashSet<string> references = [];
    private long beyond;

    /// <summary>What concerns the city, by file.</summary>
    public IReadOnlyList<CityDelta> Deltas { get; private set; } = [];

    /// <summary>What could not be read, for a person; bounded.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>How often a file was read since the start.</summary>
    internal long Readings { get; private set; }

    /// <summary>Reads what is new: files that changed, and those that speak of what the city has only now. True where <see cref="Deltas"/> has become another.</summary>
    /// <param name="own">The city without what advisories say.</param>
    /// <exception cref="IOException">A folder cannot be listed; all is as it was.</exception>
    public bool Look(CityModel own, InstalledPackages installed)
    {
        var found = Found();
        var isOther = found.Count != files.Count;
        if (!isOther && !found.Any(f => IsDue(f.Key, f.Value)) && own.Version == cityVersion && ReferenceEquals(installed, packages)) return false;
        var filter = new AdvisoryFilter(own, installed);
        HashSet<int> now = [.. filter.Wanted.Select(AdvisoryFile.Hash)];
        HashSet<int> added = [.. now.Except(wanted)];
        // Beside what is in force, and in its place when it is whole.
        var next = new Dictionary<string, AdvisoryFile>(StringComparer.Ordinal);
        foreach (var (path, stamp) in found)
        {
            if (!files.TryGetValue(path, out var known) || IsDue(path, stamp) || known.Keys.Any(added.Contains)) next[path] = Read(path, stamp, filter, IsOfBook(path));
            // What nobody has any more is let go.
            else next[path] = known.IsRegister ? known : Only(known, r => r.Part != CityPart.Exposure || filter.Concerns(r));
        }

        var named = Registers(own, next, filter);
        isOther |= next.Any(f => !files.TryGetValue(f.Key, out var before) || !ReferenceEquals(before.Delta, f.Value.Delta) || !before.Problems.SequenceEqual(f.Value.Problems));
        (files, wanted, references, cityVersion, packages) = (next, now, named, own.Version, installed);
        if (!isOther) return false;
        Deltas = [.. files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.Delta).OfType<CityDelta>().Where(d => d.Records.Count > 0)];
        List<string> problems = [.. files.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => f.Value.Problems)];
        if (beyond > 0) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{beyond} more files than the {MostFiles} advisories that are read"));
        Problems = problems.Count <= Named ? problems : [.. problems.Take(Named), string.Create(CultureInfo.InvariantCulture, $"{problems.Count - Named} more problems with advisories")];
        return true;
    }

    // Of vulnerabilities only what the city and the advisories name is kept, so registers, which speak of everything, are read when those are known.
    private HashSet<string> Registers(CityModel own, Dictionary<string, AdvisoryFile> next, AdvisoryFilter filter)
    {
        HashSet<string> named = [.. own.Exposures.Select(x => x.Reference).OfType<string>(), .. next.Values.Where(f => !f.IsRegister).SelectMany(f => f.Delta?.Records ?? []).Select(r => r["reference"]).OfType<string>()];
        HashSet<string> added = [.. named.Except(references)];
        var hashes = added.Select(r => AdvisoryFile.Hash(AdvisoryFile.OfVulnerability(r))).ToHashSet();
        foreach (var (path, file) in next.ToList())
        {
            // A record about a weakness that nobody named until now was let go.
            if (file is { IsRegister: false, Delta: not null } && added.Count > 0 && files.TryGetValue(path, out var before) && before.Stamp == file.Stamp && file.Keys.Any(hashes.Contains)) next[path] = Read(path, file.Stamp, filter, IsOfBook(path));
            else if (file.IsRegister && (added.Count > 0 || file.Delta is null)) next[path] = Parsed(path, file.Stamp, file.Format, id => named.Contains(id));
        }

        foreach (var (path, file) in next.Where(f => f.Value is { IsRegister: false, Delta: not null }).ToList())
            next[path] = Only(file, r => r.Part != CityPart.Vulnerability || named.Contains(r.Key));
        return named;
    }

    // Rights may be given without another time or length: what could not be read is due once it can be opened.
    private bool IsDue(string path, (DateTime, long) stamp) => !files.TryGetValue(path, out var known) || (known.Stamp != stamp && (known.Stamp != AdvisoryFile.Unread || CanBeOpened(path)));

    private static bool CanBeOpened(string path)
    {
        try
        {
            File.OpenRead(path).Dispose();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private AdvisoryFile Read(string path, (DateTime, long) stamp, AdvisoryFilter filter, bool isOfBook)
    {
        try
        {
            // Of the book too: what it cannot open it tells as it tells what is wrong in it.
            using var head = File.OpenRead(path);
            if (isOfBook)
            {
                Readings++;
                var kept = new ProblemList(path);
                var told = CityBook.Kept<CityDelta>(path, kept);
                // Its other records are in the merged city already.
                if (told is not null) told = told with { Records = [.. told.Records.Where(r => r.Part == CityPart.Vulnerability || (r.Part == CityPart.Exposure && r["asset"] is null))] };
                return Concerning(new AdvisoryFile(stamp, ImportFormat.Csaf, false, told, [.. kept.Sorted().Select(p => p.ToString())]), filter);
            }

            var first = new byte[ImportFormats.Head];
            var length = head.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
            switch (ImportFormats.Guess(first.AsSpan(0, length)))
            {
                case ImportFormat.Kev: return new AdvisoryFile(stamp, ImportFormat.Kev, true, null, []);
                case ImportFormat.Epss: return new AdvisoryFile(stamp, ImportFormat.Epss, true, null, []);
                case (ImportFormat.Csaf or ImportFormat.CycloneDx or ImportFormat.Cve) and { } format: return Concerning(Parsed(path, stamp, format, null), filter);
                default: return new AdvisoryFile(stamp, ImportFormat.Csaf, false, null, [$"{path}: expected an advisory (CSAF 2.0, CycloneDX, a CVE record, KEV or EPSS), found another file"]);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new AdvisoryFile(AdvisoryFile.Unread, ImportFormat.Csaf, false, null, [$"{path}: expected a readable file, found one that cannot be read ({Printable.Of(fault.Message)})"]);
        }
    }

    // The same object where all of it stays.
    private static AdvisoryFile Only(AdvisoryFile file, Func<CityRecord, bool> stays) =>
        file.Delta is { } delta && !delta.Records.All(stays) ? file with { Delta = delta with { Records = [.. delta.Records.Where(stays)] } } : file;

    private static AdvisoryFile Concerning(AdvisoryFile file, AdvisoryFilter filter) => file.Delta is not { } whole ? file : file with
    {
        Keys = AdvisoryFile.KeysOf(whole),
        Delta = whole with { Records = [.. whole.Records.Where(r => r.Part == CityPart.Vulnerability || (r.Part == CityPart.Exposure && filter.Concerns(r)))], Notes = [] },
    };

    private AdvisoryFile Parsed(string path, (DateTime, long) stamp, ImportFormat format, Func<string, bool>? wanted)
    {
        var problems = new ProblemList(path);
        CityDelta? delta = null;
        Readings++;
        try
        {
            using var file = File.OpenRead(path);
            delta = CityImport.Read(format, file, new ImportSettings(null, path, time.GetUtcNow(), new Dictionary<string, string>(), wanted), problems);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problems.Add(0, "", "a readable file", $"one that cannot be read ({Printable.Of(fault.Message)})");
            if (fault is not InvalidDataException) stamp = AdvisoryFile.Unread;
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
