using System.Globalization;
using System.Text.Json;

namespace Ward.Standards.Json;

/// <summary>Fields of a JSON object of others, read leniently: what is not of the wanted type is as if it were not there.</summary>
public static class JsonFields
{
    public static JsonElement? Field(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A name beside it is no Unicode text; nothing can be found among such names.
            return null;
        }
    }

    public static string? Text(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.String } value && TryText(value, out var text) ? text : null;

    public static bool? Flag(this JsonElement element, string name) => element.Field(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A whole number, written as one or as text.</summary>
    public static long? Whole(this JsonElement element, string name) => element.Field(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) => number,
        { ValueKind: JsonValueKind.String } value when TryText(value, out var text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>RFC 3339, UTC.</summary>
    public static DateTimeOffset? Moment(this JsonElement element, string name) =>
        element.Text(name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    /// <summary>Seconds since 1970, as number or text.</summary>
    public static DateTimeOffset? Seconds(this JsonElement element, string name) =>
        element.Whole(name) is { } seconds and >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static IReadOnlyList<string> Texts(this JsonElement element, string name)
    {
        var texts = new List<string>();
        foreach (var item in element.Items(name))
            if (item.ValueKind == JsonValueKind.String && TryText(item, out var text)) texts.Add(text);
        return texts;
    }

    /// <summary>False where the text holds half a surrogate pair, which is no text.</summary>
    public static bool TryText(JsonElement value, out string text)
    {
        text = "";
        try
        {
            text = value.GetString() ?? "";
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>False where the field's name is no UTF-8.</summary>
    public static bool TryName(JsonProperty field, out string name)
    {
        name = "";
        try
        {
            name = field.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
