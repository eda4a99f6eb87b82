using System.Globalization;

namespace Ward.Standards.Yaml;

/// <summary>
/// One field or list item. Every reading gives a usable value; where the field does not hold what was expected,
/// a problem is added and the value is a placeholder.
/// </summary>
/// <param name="Value">Null where the field is absent.</param>
/// <param name="Line">1-based line of the key, or of the mapping where the field is absent.</param>
public sealed record YamlField(YamlValue? Value, string Path, int Line, ProblemList Problems)
{
    private const int MostListed = 20;

    /// <summary>Parses text; false where it is not of the wanted form.</summary>
    public delegate bool Parse<T>(string text, out T value);

    /// <summary>Not written, or written without a value.</summary>
    public bool IsAbsent => Value is null or YamlValue.Text { IsNothing: true };

    /// <summary>The text where it is one, else null; reports nothing.</summary>
    public string? Peek => Value is YamlValue.Text { IsNothing: false } text ? text.Value : null;

    public bool IsMapping => Value is YamlValue.Map;

    /// <summary>A text that must be there and not be blank.</summary>
    public string Text(string expected = "a text") =>
        Parsed<string>(expected, static (string text, out string value) => { value = text; return !string.IsNullOrWhiteSpace(text); }, "");

    public string? TextOrNull(string expected = "a text") => IsAbsent ? null : Text(expected);

    public T Parsed<T>(string expected, Parse<T> parse, T placeholder)
    {
        if (Peek is { } text && parse(text, out var value)) return value;
        Wrong(expected);
        return placeholder;
    }

    public T ParsedOr<T>(T whenAbsent, string expected, Parse<T> parse) => IsAbsent ? whenAbsent : Parsed(expected, parse, whenAbsent);

    /// <summary>A whole number within bounds, both included; required where there is no default.</summary>
    public long Whole(long least, long most, long? whenAbsent = null) =>
        whenAbsent is { } given && IsAbsent
            ? given
            : Parsed(Bounds("a whole number", least, most), (string text, out long value) =>
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most, least);

    /// <summary>A number within bounds, both included; required where there is no default.</summary>
    public double Number(double least, double most, double? whenAbsent = null, string? expected = null) =>
        whenAbsent is { } given && IsAbsent
            ? given
            : Parsed(expected ?? Bounds("a number", least, most), (string text, out double value) =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= least && value <= most, least);

    public bool Flag(bool whenAbsent) =>
        ParsedOr(whenAbsent, "true or false", static (string text, out bool value) => (value = text == "true") || text == "false");

    /// <summary>One of the named choices; the names are those of the reference, in lower case with hyphens.</summary>
    public T Choice<T>(IReadOnlyDictionary<string, T> choices, string what)
    {
        if (Peek is { } text && choices.TryGetValue(text, out var value)) return value;
        // A longer list would bury the error; what was nearly meant is named anyway.
        Wrong(choices.Count > MostListed ? what : $"{what} ({string.Join(", ", choices.Keys)})", choices.Keys);
        return choices.Values.First();
    }

    /// <summary>The items of a list; a lone text counts as a list of one. Empty where absent.</summary>
    public IReadOnlyList<YamlField> Items(string expected)
    {
        if (IsAbsent) return [];
        if (Value is YamlValue.List list)
            return [.. list.Items.Select((item, i) => new YamlField(item, $"{Path}[{i.ToString(CultureInfo.InvariantCulture)}]", item.Line, Problems))];
        if (Value is YamlValue.Text) return [this];
        Wrong(expected);
        return [];
    }

    /// <summary>The mappings of a list; other items are reported. Empty where absent.</summary>
    public IReadOnlyList<YamlFields> Mappings(string expected)
    {
        if (IsAbsent) return [];
        if (Value is not YamlValue.List) Wrong(expected);
        return [.. (Value is YamlValue.List ? Items(expected) : []).Select(i => i.MappingOrNull()).OfType<YamlFields>()];
    }

    /// <summary>The mapping, or null where absent or (reported) where it is something else.</summary>
    public YamlFields? MappingOrNull()
    {
        if (Value is YamlValue.Map map) return YamlFields.Of(map, Path, Problems);
        if (!IsAbsent || Path.EndsWith(']')) Wrong("a mapping");
        return null;
    }

    /// <summary>Adds a problem with this field.</summary>
    public void Wrong(string expected, IEnumerable<string>? candidates = null) =>
        Problems.Add(Line, Path, expected, Value?.Described ?? "nothing", Peek, candidates);

    private static string Bounds(string what, IFormattable least, IFormattable most)
    {
        var from = least.ToString(null, CultureInfo.InvariantCulture);
        return most is long.MaxValue or double.MaxValue or double.PositiveInfinity
            ? $"{what} of {from} or more"
            : $"{what} from {from} to {most.ToString(null, CultureInfo.InvariantCulture)}";
    }
}
