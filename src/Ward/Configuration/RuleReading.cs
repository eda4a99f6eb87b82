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

    public RuleTexts Texts { get; }

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

    private List<RuleFile> Read(IEnumerable<string> paths) => [.. RuleFiles.Read(paths, unread).Select(f => new RuleFile(f.File, f.Text))];
}
