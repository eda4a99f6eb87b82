using System.Globalization;
using System.Text.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.Json;

/// <summary>
/// One value of a JSON document read strictly. Every reading gives a usable value; where the field does not hold what was expected,
/// a problem with its path (<c>$.document.title</c>) is added and the value is a placeholder. Valid as long as its document.
/// </summary>
/// <param name="Value">Null where the field is absent or null.</param>
public sealed record JsonField(JsonElement? Value, string Path, ProblemList Problems)
{
    private const int MostListed = 12;

    /// <summary>Parses text; false where it is not of the wanted form.</summary>
    public delegate bool Parse<T>(string text, out T value);

    public bool IsAbsent => Value is null;

    /// <summary>The field of an object; an absent one can be asked like any other.</summary>
    public JsonField this[string name]
    {
        get
        {
            var path = $"{Path}.{name}";
            try
            {
                return new(Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null, path, Problems);
            }
            catch (InvalidOperationException)
            {
                // A name beside it is no Unicode text; nothing can be found among such names.
                Problems.Add(0, Path, "names of fields in Unicode", "half a surrogate pair");
                return new(null, path, Problems);
            }
        }
    }

    /// <summary>The text where it is one, else null; reports nothing.</summary>
    public string? Peek => Value is { ValueKind: JsonValueKind.String } value && JsonFields.TryText(value, out var text) ? text : null;

    /// <summary>A text that must be there and not be blank.</summary>
    public string Text(string expected = "a text")
    {
        if (Peek is { } text && !string.IsNullOrWhiteSpace(text)) return text;
        Wrong(expected);
        return "";
    }

    /// <summary>Null where it is absent or empty.</summary>
    public string? TextOrNull(string expected = "a text") => IsAbsent || Peek is "" ? null : Text(expected);

    public T Parsed<T>(string expected, Parse<T> parse, T placeholder)
    {
        if (Peek is { } text && parse(text, out var value)) return value;
        Wrong(expected);
        return placeholder;
    }

    public T? ParsedOrNull<T>(string expected, Parse<T> parse) where T : class =>
        IsAbsent || Peek is "" ? null : Peek is { } text && parse(text, out var value) ? value : Missed<T>(expected);

    /// <summary>A number within bounds, both included; null where absent.</summary>
    public double? NumberOrNull(double least, double most)
    {
        if (IsAbsent) return null;
        if (Value is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && number >= least && number <= most) return number;
        Wrong(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
        return null;
    }

    /// <summary>A whole number within bounds, both included; null where absent.</summary>
    public long? WholeOrNull(long least, long most)
    {
        if (IsAbsent) return null;
        if (Value is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number >= least && number <= most) return number;
        Wrong(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return null;
    }

    public bool Flag(bool whenAbsent = false)
    {
        if (Value?.ValueKind is JsonValueKind.True or JsonValueKind.False) return Value.Value.ValueKind == JsonValueKind.True;
        if (!IsAbsent) Wrong("true or false");
        return whenAbsent;
    }

    /// <summary>A date, or date and time of RFC 3339, as UTC; without an offset it is taken to be UTC. Null where absent.</summary>
    public DateTimeOffset? MomentOrNull()
    {
        if (IsAbsent) return null;
        if (Peek is { Length: >= 10 } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)) return moment;
        Wrong("a date such as 2026-03-01, or with its time 2026-03-01T12:00:00Z");
        return null;
    }

    /// <summary>One of the named choices; null where absent, or (reported) where it is none of them.</summary>
    public T? ChoiceOrNull<T>(IReadOnlyDictionary<string, T> choices, string what) where T : struct
    {
        if (IsAbsent) return null;
        if (Peek is { } text && choices.TryGetValue(text, out var value)) return value;
        Wrong(choices.Count > MostListed ? what : $"{what} ({string.Join(", ", choices.Keys)})", choices.Keys);
        return null;
    }

    /// <summary>The items of an array. Empty where absent; anything else is reported.</summary>
    public IEnumerable<JsonField> Items(string expected = "a list")
    {
        if (Value is { ValueKind: JsonValueKind.Array } list)
            return list.EnumerateArray().Select((item, i) => new JsonField(item.ValueKind == JsonValueKind.Null ? null : item, $"{Path}[{i.ToString(CultureInfo.InvariantCulture)}]", Problems));
        if (!IsAbsent) Wrong(expected);
        return [];
    }

    /// <summary>The texts of an array of texts.</summary>
    public IReadOnlyList<string> Texts(string expected = "a list of texts") => [.. Items(expected).Select(i => i.Text()).Where(t => t.Length > 0)];

    /// <summary>True where the value is an object; anything else is reported.</summary>
    public bool IsObject(string expected)
    {
        if (Value?.ValueKind == JsonValueKind.Object) return true;
        Wrong(expected);
        return false;
    }

    /// <summary>Adds a problem with this field.</summary>
    public void Wrong(string expected, IEnumerable<string>? candidates = null) => Problems.Add(0, Path, expected, Found, Peek, candidates);

    private string Found => Value switch
    {
        null => "nothing",
        { ValueKind: JsonValueKind.String } => Peek is { } text ? Printable.Quoted(text) : "text that is not Unicode",
        { ValueKind: JsonValueKind.Object } => "an object",
        { ValueKind: JsonValueKind.Array } => "a list",
        { } other => Printable.Of(other.GetRawText() is { Length: > 40 } raw ? raw[..40] : other.GetRawText()),
    };

    private T? Missed<T>(string expected) where T : class
    {
        Wrong(expected);
        return null;
    }
}
