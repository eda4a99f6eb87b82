using Ward.Cities;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.Standards.Cve;
using Ward.Standards.Yaml;

namespace Ward.Cli.Cities;

/// <summary>Opens the files of an import and reads each; registers last, since of them only what the city has is taken.</summary>
internal sealed class FileIntake(CityBook book, string? format, string? source, IReadOnlyDictionary<string, string> map, bool dropGone, DateTimeOffset now)
{
    private const long Largest = 512L * 1024 * 1024;

    private readonly Dictionary<string, CityDelta> deltas = book.Deltas.ToDictionary(d => d.Source, StringComparer.Ordinal);

    /// <summary>The book's deltas with those read.</summary>
    public IReadOnlyList<CityDelta> Deltas => [.. deltas.Values.OrderBy(d => d.Source, StringComparer.Ordinal)];

    public List<ImportedFile> Files { get; } = [];

    /// <param name="problems">By file: what is wrong.</param>
    public void Read(IReadOnlyList<string> files, List<ProblemList> problems)
    {
        var opened = files.Select(f => (File: f, Opened: Open(f, problems))).Where(f => f.Opened is not null).Select(f => (f.File, f.Opened!.Value.Format, f.Opened.Value.Bytes)).ToList();
        foreach (var (file, kind, bytes) in opened.Where(o => !IsRegister(o.Format)).Concat(opened.Where(o => IsRegister(o.Format))))
        {
            var own = new ProblemList(file);
            var wanted = IsRegister(kind) ? Cves() : null;
            var delta = CityImport.Read(kind, bytes, new ImportSettings(source, file, now, map, wanted is null ? null : wanted.Contains), own);
            if (own.Count > 0) problems.Add(own);
            if (delta is null) continue;
            var whole = delta.After(deltas.GetValueOrDefault(delta.Source), dropGone, out var gone);
            deltas[delta.Source] = whole;
            Files.Add(new ImportedFile(file, kind, delta, [.. own.Sorted().Select(p => p.ToString())], gone));
        }
    }

    private static bool IsRegister(ImportFormat format) => format is ImportFormat.Kev or ImportFormat.Epss;

    private HashSet<string> Cves()
    {
        var cves = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in book.Own.Exposures.Select(x => x.Reference).Concat(deltas.Values.SelectMany(d => d.Records).Where(r => r.Part == CityPart.Exposure).Select(r => r["reference"])))
            if (reference is not null && CveId.TryRead(reference, out var id)) cves.Add(id.Value);
        return cves;
    }

    private (ImportFormat Format, byte[] Bytes)? Open(string file, List<ProblemList> problems)
    {
        var own = new ProblemList(file);
        try
        {
            if (Directory.Exists(file)) own.Add(0, "", "a readable file", "a folder");
            else if (!System.IO.File.Exists(file)) own.Add(0, "", "a readable file", "none");
            else if (new FileInfo(file).Length > Largest) own.Add(0, "", "a file of at most 512 MB", "a larger one");
            else
            {
                var bytes = System.IO.File.ReadAllBytes(file);
                if (format is not null && ImportFormats.TryName(format, out var said)) return (said, bytes);
                if (ImportFormats.Guess(bytes) is { } guessed) return (guessed, bytes);
                own.Add(0, "", $"a file of a known format; say which with --format ({string.Join(", ", Enum.GetNames<ImportFormat>().Select(n => n.ToLowerInvariant()))})", "one that cannot be told");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            own.Add(0, "", "a readable file", Printable.Of(fault.Message));
        }

        problems.Add(own);
        return null;
    }
}
