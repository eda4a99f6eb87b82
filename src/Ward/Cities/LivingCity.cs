using System.Globalization;
using System.Net;
using Ward.City;
using Ward.City.Merging;
using Ward.City.Observations;
using Ward.City.Reading;
using Ward.Configuration;
using Ward.Standards.Yaml;

namespace Ward.Cities;

/// <summary>
/// The city as it is now: its own file, and the devices that were seen beside it. A file that has changed is taken into use when it and the configuration still
/// hold together; else the city stays as it was and says why. Every version that was in force is kept in a book, so that a past decision finds its city.
/// <see cref="Now"/> and <see cref="Found"/> from any thread; the others one at a time.
/// </summary>
/// <param name="configuration">Reads the configuration and the city that it names.</param>
/// <param name="folder">Of the book.</param>
/// <param name="dress">Puts to a city what no file of it says, such as the never-block lists.</param>
public sealed class LivingCity(ConfigurationReading.Read configuration, Func<ConfigurationReading> read, string folder, Func<CityModel, CityModel> dress, TimeProvider time) : IObservedDevices
{
    /// <summary>Devices kept at most; those beyond are counted and not taken.</summary>
    public const int MostDevices = 100_000;

    private const string Begins = "the watch begins";

    private readonly AdvisoryShelf advisories = new(configuration.Configuration.Advisories, BookOf(configuration.Configuration.CityFile), time);
    private readonly string file = configuration.Configuration.CityFile;
    private readonly Dictionary<IPAddress, ObservedDevice> found = [];
    private readonly Dictionary<string, CityRecord> devices = new(StringComparer.Ordinal);
    private CityModel own = configuration.City;
    private CityModel now = dress(configuration.City);
    private LivingCityStatus status = LivingCityStatus.None;
    private CityOrigins origins = CityOrigins.None;
    private (DateTime, long) stamp;
    private long left;
    private long installedAt = -1;
    private string? pending;
    private bool isRemembered;
    private CityOrigins said = CityOrigins.None;
    private IReadOnlyList<string> beside = [];

    /// <summary>The city in force.</summary>
    public CityModel Now => Volatile.Read(ref now);

    /// <summary>What is installed on its assets.</summary>
    public SoftwareBook Software { get; } = SoftwareBook.Open(Path.Combine(folder, "software"));

    /// <summary>What came of the last look.</summary>
    public LivingCityStatus Status => Volatile.Read(ref status);

    public void Found(ObservedDevice device)
    {
        lock (found)
        {
            if (found.Count < MostDevices) found[device.Address] = device;
            else left++;
        }
    }

    /// <summary>The city of a version that was in force, as its text says, without what no file says (such as never-block lists). From any thread.</summary>
    /// <param name="version">Its whole name.</param>
    /// <param name="why">Why there is none, where there is none.</param>
    public CityModel? At(string version, out string? why)
    {
        why = null;
        if (Now is var present && present.Version == version) return present with { NeverBlock = null };
        if (CityBook.VersionFile(folder, version) is not { } text || Path.GetFileNameWithoutExtension(text) != version)
        {
            why = $"the city's book in {folder} has no version {Printable.Of(version)}";
            return null;
        }

        var problems = new ProblemList(text);
        if (CityBook.Load(text, problems) is not { } city) why = string.Join("; ", problems.Sorted().Take(3));
        else if (city.Version != version) why = $"{text} was changed: its text is of version {city.Version} now";
        else return city;
        return null;
    }

    /// <summary>Takes up what the book remembers. Before anything else, and once. Where the book cannot be read or written, the city's own file alone counts until a look can.</summary>
    public void Open()
    {
        try
        {
            stamp = Stamp();
            origins = CityOrigins.OfBook(file, own.Version);
            var problems = new ProblemList(folder);
            if (CityBook.Open(file, own, folder, problems) is { } book)
            {
                Remember(book);
                ReadAdvisories();
                Become(book, Begins);
            }
            else NotYet([.. problems.Sorted().Select(p => p.ToString())]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            NotYet([$"{folder}: expected a folder that can be read and written, found one that cannot ({Printable.Of(fault.Message)})"]);
        }

        void NotYet(IReadOnlyList<string> problems)
        {
            // Each look tries it again.
            pending = Begins;
            Volatile.Write(ref status, Status with { Problems = problems, IsWhole = false });
        }
    }

    /// <summary>Takes into use what has changed. True where the city has become another.</summary>
    /// <exception cref="IOException">The book cannot be written to; the city is as it was, and it is tried again.</exception>
    public bool Look()
    {
        var present = Stamp();
        var changed = present != stamp && Read();
        stamp = present;
        var seen = Taken();
        foreach (var record in seen.Select(DeviceRecords.Of)) devices[record.Key] = record;
        // Known to be due before anything else is read, which may fail.
        if (changed) pending = "the city's file has changed";
        else if (seen.Count > 0) pending ??= string.Create(CultureInfo.InvariantCulture, $"{seen.Count} {(seen.Count == 1 ? "device was" : "devices were")} seen");
        var installs = Software.Version != installedAt;
        var advised = ReadAdvisories();
        installs &= advisories.Deltas.Count > 0;
        if (!installs && !advised && pending is null)
        {
            // What is said beside the city may be news though the city is none.
            if (!Beside().SequenceEqual(beside)) Volatile.Write(ref status, Status with { Origins = Said(said) });
            return false;
        }

        pending ??= installs ? "installed packages have changed" : "advisories have changed";
        var problems = new ProblemList(folder);
        if (CityBook.Open(file, own, folder, problems) is not { } book)
        {
            Volatile.Write(ref status, Status with { Problems = [.. problems.Sorted().Select(p => p.ToString())] });
            return false;
        }

        if (!isRemembered) Remember(book);
        var isOther = Become(book, pending);
        pending = null;
        return isOther;
    }

    /// <summary>Takes up the devices that the book knows; what was seen since says more than it does.</summary>
    private void Remember(CityBook book)
    {
        foreach (var record in book.Deltas.Where(d => d.Source == DeviceRecords.Source).SelectMany(d => d.Records)) devices.TryAdd(record.Key, record);
        isRemembered = true;
    }

    private bool Become(CityBook book, string why)
    {
        var at = time.GetUtcNow();
        var before = book.Head ?? own;
        if (devices.Count == 0 && advisories.Deltas.Count == 0)
        {
            var alone = new CityVersion(own.Version, book.Head?.Version, at, why, own.Version, [], CityChange.Between(before, own), [], []);
            if (book.Head?.Version != own.Version && Text() is { } text) book.Keep(text, alone);
            return Become(own, alone, Said(origins));
        }

        var delta = DeviceRecords.Together(devices.Values, at);
        switch (book.Merge([delta, .. advisories.Deltas], book.Settings, Software.Now))
        {
            case MergedCity.Merged merged:
                var version = new CityVersion(merged.City.Version, book.Head?.Version, at, why, own.Version, [new Provenance(delta.Source, delta.File, at), .. Advised(merged)], CityChange.Between(before, merged.City), merged.Conflicts, merged.LeftOut);
                if (book.Head?.Version != merged.City.Version) book.Keep([delta], book.Settings, merged, version);
                return Become(merged.City, version, Said(CityOrigins.Of(merged, origins)));
            case MergedCity.Refused refused:
                // Said before it is so: whoever sees the bare city knows that it is one.
                Volatile.Write(ref status, Status with { Problems = [.. refused.Problems.Select(p => p.ToString())], IsWhole = false });
                return Become(own, null, origins);
            default: throw new InvalidOperationException("A merge of an unknown kind.");
        }
    }

    private bool Become(CityModel city, CityVersion? version, CityOrigins from)
    {
        var isOther = !Now.Equals(city);
        if (isOther) Volatile.Write(ref now, dress(city));
        // What changed and says nothing new of the city has not changed it.
        var (at, why) = isOther || Status.At is null || version is null ? (version?.At, version?.Why ?? "") : (Status.At, Status.Why);
        if (version is not null) Volatile.Write(ref status, new LivingCityStatus(at, why, Seen(city), Interlocked.Read(ref left), from, []));
        return isOther;
    }

    /// <summary>True where what advisories say has become another.</summary>
    private bool ReadAdvisories()
    {
        installedAt = Software.Version;
        return advisories.Look(own, Software.Now);
    }

    /// <summary>The advisories by which the city has an exposure.</summary>
    private static IEnumerable<Provenance> Advised(MergedCity.Merged merged) =>
        merged.Traces.Where(t => t is { Part: CityPart.Exposure, Field: "reference" } && t.From.Source != MergePolicy.City && t.From.Source != DeviceRecords.Source).Select(t => t.From).Distinct();

    private CityOrigins Said(CityOrigins of)
    {
        (said, beside) = (of, Beside());
        return beside.Count == 0 ? of : of with { LeftOut = [.. of.LeftOut, .. beside] };
    }

    private List<string> Beside()
    {
        List<string> told = [.. advisories.Problems, .. Software.Problems, .. Software.Unfinished];
        if (Software.Broken > 0) told.Add(string.Create(CultureInfo.InvariantCulture, $"{Software.Broken} lists of installed packages were broken off, came with holes or found no room since the start"));
        if (Software.Endless > 0) told.Add(string.Create(CultureInfo.InvariantCulture, $"{Software.Endless} lists of installed packages came from agents of earlier builds since the start, which tell no end; renew those agents"));
        if (Software.Left > 0) told.Add(string.Create(CultureInfo.InvariantCulture, $"{Software.Left} installed packages for which there was no room"));
        return told;
    }

    // Of a city that was merged by 'ward city import', what its sources say of packages counts too.
    private static string? BookOf(string cityFile)
    {
        var beside = Path.GetDirectoryName(Path.GetFullPath(cityFile))!;
        return File.Exists(Path.Combine(beside, "traces.json")) ? Path.Combine(beside, "sources") : null;
    }

    private Dictionary<AssetId, DateTimeOffset> Seen(CityModel city)
    {
        var seen = new Dictionary<AssetId, DateTimeOffset>();
        foreach (var record in devices.Values)
            if (DeviceRecords.AddressOf(record) is { } address && city.AssetAt(address) is { } asset && own.AssetAt(address) is null) seen.TryAdd(asset.Id, record.From.Time);
        return seen;
    }

    private bool Read()
    {
        switch (read())
        {
            case ConfigurationReading.Refused refused:
                Volatile.Write(ref status, Status with { Problems = [.. refused.Problems.Select(p => p.ToString())] });
                return false;
            case ConfigurationReading.Read good when good.City.Id != own.Id:
                Volatile.Write(ref status, Status with { Problems = [$"{file}: id: expected {own.Id}, since a watch keeps to its city, found {good.City.Id}"] });
                return false;
            case ConfigurationReading.Read good when good.Configuration.CityFile != file:
                Volatile.Write(ref status, Status with { Problems = [$"the configuration names another city file, {good.Configuration.CityFile}: it is taken into use at the next start"] });
                return false;
            case ConfigurationReading.Read good:
                Volatile.Write(ref status, Status with { Problems = [] });
                if (good.City.Version == own.Version) return false;
                own = good.City;
                origins = CityOrigins.OfBook(file, own.Version);
                return true;
            default: throw new InvalidOperationException("A reading of an unknown kind.");
        }
    }

    private List<ObservedDevice> Taken()
    {
        lock (found)
        {
            // What is told again and says nothing new makes no version.
            List<ObservedDevice> taken = [.. found.Values.Where(IsNews)];
            found.Clear();
            var room = MostDevices - devices.Count;
            var beyond = taken.Where(d => !devices.ContainsKey(d.Address.ToString())).Skip(room).ToHashSet();
            left += beyond.Count;
            return [.. taken.Where(d => !beyond.Contains(d))];
        }
    }

    private bool IsNews(ObservedDevice device)
    {
        var told = DeviceRecords.Of(device);
        return !devices.TryGetValue(told.Key, out var known) || known.Fields.Count != told.Fields.Count || told.Fields.Any(f => !known.All(f.Key).SequenceEqual(f.Value));
    }

    /// <summary>The text of the own city; null where the file has become another since it was read.</summary>
    private string? Text() =>
        TextFile.Read(file, new ProblemList(file)) is { } text && CityReader.Read(file, text) is CityReading.Read read && read.City.Version == own.Version ? text : null;

    private (DateTime, long) Stamp()
    {
        var info = new FileInfo(file);
        return info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
    }
}
