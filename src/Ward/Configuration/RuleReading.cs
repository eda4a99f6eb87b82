using System.Security.Cryptography;
using System.Text;
using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Configuration;

/// <summary>The texts of rules and of what they are made over with, as of one moment: read once, compared and compiled from memory. Immutable.</summary>
public sealed class RuleReading
{
    private readonly List<SigmaError> unread = [];

    /// <param name="paths">Files, folders and archives of rules.</param>
    /// <param name="settings">What they are made over with.</param>
    /// <param name="day">The day, UTC, as of which filters count; null where all do.</param>
    public RuleReading(IEnumerable<string> paths, RuleSettings settings, DateOnly? day = null)
    {
        var pipelines = Read(settings.Pipelines);
        Texts = new RuleTexts(Read(paths), pipelines, settings.Placeholders) { Day = day, Zone = settings.Zone == TimeZoneInfo.Utc ? null : settings.Zone.Id };
    }

    private RuleReading(RuleTexts texts, IEnumerable<SigmaError> unread)
    {
        Texts = texts;
        this.unread.AddRange(unread);
    }

    public RuleTexts Texts { get; }

    /// <summary>The same, but a file, folder or archive that could not be read is as it was before, and its error says so. A share that is not mounted is an empty folder, and no error.</summary>
    public RuleReading Keeping(RuleTexts before)
    {
        var kept = new List<RuleFile>();
        var told = new List<SigmaError>();
        foreach (var error in unread)
        {
            List<RuleFile> its = [.. before.Files.Concat(before.Pipelines).Where(f => IsOf(error.File, f.Name))];
            kept.AddRange(its);
            told.Add(its.Count == 0 ? error : error with { Found = $"{error.Found}; what it held before stays in force" });
        }

        return kept.Count == 0 ? this : new(Texts with { Files = With(Texts.Files, kept, before.Files), Pipelines = With(Texts.Pipelines, kept, before.Pipelines) }, told);
    }

    /// <summary>The same, but these files have these texts, for the reasons given.</summary>
    public RuleReading Holding(IReadOnlyDictionary<string, RuleFile> good, IEnumerable<SigmaError> why) =>
        new(Texts with { Files = [.. Texts.Files.Select(f => good.GetValueOrDefault(f.Name, f))], Pipelines = [.. Texts.Pipelines.Select(f => good.GetValueOrDefault(f.Name, f))] }, [.. unread, .. why]);

    /// <summary>The day by which filters are read now.</summary>
    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Another one wherever a text, a name or what could not be read is another.</summary>
    public string Mark()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, text) in Texts.Files.Concat(Texts.Pipelines))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Length} {text.Length} {file}"));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        foreach (var error in unread) hash.AppendData(Encoding.UTF8.GetBytes(error.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The rules; what is wrong with one, or could not be read, stands in the set and never stops the others.</summary>
    public RuleSet Compile() => Texts.Compile(unread);

    /// <param name="placeholders">Values that stand before those of the settings.</param>
    public RuleSet Compile(IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders)
    {
        var values = Texts.Placeholders.Where(p => !placeholders.ContainsKey(p.Key)).Concat(placeholders).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        return (Texts with { Placeholders = values }).Compile(unread);
    }

    // The file itself, what lies in the folder, or what an archive holds.
    private static bool IsOf(string unread, string file) =>
        file.StartsWith(unread, StringComparison.Ordinal) && (file.Length == unread.Length || file[unread.Length] is '!' or '/' or '\\' || unread[^1] is '/' or '\\');

    // In the order of before where it was there before: what stands first counts first.
    private static List<RuleFile> With(IReadOnlyList<RuleFile> read, List<RuleFile> kept, IReadOnlyList<RuleFile> before)
    {
        var names = read.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var missing = kept.Where(k => !names.Contains(k.Name)).Select(k => k.Name).ToHashSet(StringComparer.Ordinal);
        var place = before.Select((f, i) => (f.Name, i)).DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.i, StringComparer.Ordinal);
        return [.. read.Concat(before.Where(f => missing.Contains(f.Name))).OrderBy(f => place.GetValueOrDefault(f.Name, int.MaxValue))];
    }

    private List<RuleFile> Read(IEnumerable<string> paths) => [.. RuleFiles.Read(paths, unread).Select(f => new RuleFile(f.File, f.Text))];
}
