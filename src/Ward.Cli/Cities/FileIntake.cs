using System.Net;
using Ward.Cities;
using Ward.City.Imports;
using Ward.City.Merging;
using Ward.City.Zones;
using Ward.Standards.Cve;
using Ward.Standards.Yaml;

namespace Ward.Cli.Cities;

/// <summary>Opens the files of an import and reads each; registers last, since of them only what the city has is taken.</summary>
internal sealed class FileIntake(CityBook book, string? format, string? source, IReadOnlyDictionary<string, string> map, bool dropGone, DateTimeOffset now)
{
    private readonly Dictionary<string, CityDelta> deltas = book.Deltas.ToDictionary(d => d.Source, StringComparer.Ordinal);

    /// <summary>The book's deltas with those read.</summary>
    public IReadOnlyList<CityDelta> Deltas => [.. deltas.Values.OrderBy(d => d.Source, StringComparer.Ordinal)];

    public List<ImportedFile> Files { get; } = [];

    /// <param name="problems">By file: what is wrong.</param>
    public void Read(IReadOnlyList<string> files, List<ProblemList> problems)
    {
        var told = files.Select(f => (File: f, Format: FormatOf(f, problems))).Where(f => f.Format is not null).Select(f => (f.File, Format: f.Format!.Value)).ToList();
        foreach (var (file, kind) in told.OrderBy(o => IsRegister(o.Format)))
        {
            var own = new ProblemList(file);
            var wanted = IsRegister(kind) ? Cves() : null;
            var delta = Read(file, kind, new ImportSettings(source, file, now, map, wanted is null ? null : wanted.Contains, IsCity), own);
            if (own.Count > 0) problems.Add(own);
            if (delta is null) continue;
            var whole = delta.After(deltas.GetValueOrDefault(delta.Source), dropGone, out var gone);
            deltas[delta.Source] = whole;
            Files.Add(new ImportedFile(file, kind, delta, [.. own.Sorted().Select(p => p.ToString())], gone));
        }
    }

    private static CityDelta? Read(string file, ImportFormat kind, ImportSettings settings, ProblemList problems)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
            return CityImport.Read(kind, stream, settings, problems);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problems.Add(0, "", "a readable file", Printable.Of(fault.Message));
            return null;
        }
    }

    // An address that only an external zone without networks could hold is nobody's that is known.
    private bool? IsCity(IPAddress address) =>
        book.Own.AssetAt(address) is { } asset ? book.Own.Find(asset.Zone) is { Kind: not ZoneKind.External }
        : book.Own.ZoneOf(address) is { } zone && zone.Networks.Any(n => n.Contains(address)) ? zone.Kind != ZoneKind.External : null;

    private static bool IsRegister(ImportFormat format) => format is ImportFormat.Kev or ImportFormat.Epss;

    private HashSet<string> Cves()
    {
        var cves = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in book.Own.Exposures.Select(x => x.Reference).Concat(deltas.Values.SelectMany(d => d.Records).Where(r => r.Part == CityPart.Exposure).Select(r => r["reference"])))
            if (reference is not null && CveId.TryRead(reference, out var id)) cves.Add(id.Value);
        return cves;
    }

    private ImportFormat? FormatOf(string file, List<ProblemList> problems)
    {
        var own = new ProblemList(file);
        try
        {
            if (Directory.Exists(file)) own.Add(0, "", "a readable file", "a folder");
            else if (!System.IO.File.Exists(file)) own.Add(0, "", "a readable file", "none");
            else
            {
                var head = new byte[ImportFormats.Head];
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
                if (format is not null && ImportFormats.TryName(format, out var said)) return said;
                if (ImportFormats.Guess(head.AsSpan(0, read)) is { } guessed) return guessed;
                own.Add(0, "", $"a file of a known format; say which with --format ({string.Join(", ", ImportFormats.Names)})", "one that cannot be told");
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
