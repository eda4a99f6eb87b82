namespace Ward.Standards.Yaml;

/// <summary>The fields of one mapping. Fields that were never asked for are unknown: <see cref="Close"/> reports them. Not thread-safe.</summary>
public sealed class YamlFields
{
    private readonly Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);
    private readonly List<string> asked = [];
    private readonly HashSet<string> askedSet = new(StringComparer.Ordinal);

    private YamlFields(YamlValue.Map map, string path, ProblemList problems)
    {
        (Path, Line, Problems) = (path, map.Line, problems);
        foreach (var entry in map.Entries) entries.Add(entry.Key, entry);
    }

    /// <summary>Path of the mapping; empty for the document.</summary>
    public string Path { get; }

    public int Line { get; }

    public ProblemList Problems { get; }

    /// <summary>Keys in the order of the file.</summary>
    public IEnumerable<string> Keys => entries.Keys;

    /// <summary>Reads a document that must be a mapping; null, with problems added, where it is not.</summary>
    public static YamlFields? Read(string text, ProblemList problems)
    {
        var before = problems.Count;
        var value = YamlText.Read(text, problems);
        if (value is YamlValue.Map map) return new YamlFields(map, "", problems);
        if (problems.Count == before) problems.Add(value?.Line ?? 1, "", "a YAML mapping", value?.Described ?? "an empty file");
        return null;
    }

    internal static YamlFields Of(YamlValue.Map map, string path, ProblemList problems) => new(map, path, problems);

    /// <summary>The field of this name; an absent one can be asked like any other.</summary>
    public YamlField this[string key]
    {
        get
        {
            if (askedSet.Add(key)) asked.Add(key);
            // A key may be anybody's text where the keys are data.
            var shown = Printable.Of(key);
            var path = Path.Length == 0 ? shown : $"{Path}.{shown}";
            return entries.TryGetValue(key, out var entry)
                ? new YamlField(entry.Value, path, entry.Line, Problems)
                : new YamlField(null, path, Line, Problems);
        }
    }

    /// <summary>The line of a key, or of the mapping where the key is absent.</summary>
    public int LineOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Line : Line;

    /// <summary>Reports every field that nobody asked for, with what was probably meant.</summary>
    public void Close()
    {
        foreach (var entry in entries.Values)
        {
            if (askedSet.Contains(entry.Key)) continue;
            Problems.Add(entry.Line, Path, $"one of {string.Join(", ", asked)}", $"the unknown field {Printable.Quoted(entry.Key)}",
                entry.Key, asked.Where(a => !entries.ContainsKey(a)));
        }
    }
}
