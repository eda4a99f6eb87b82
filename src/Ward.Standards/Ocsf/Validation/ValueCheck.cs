using System.Globalization;
using System.Text.Json;

namespace Ward.Standards.Ocsf.Validation;

/// <summary>Single values: type, limits, enumeration.</summary>
internal static class ValueCheck
{
    internal static void Check(OcsfAttribute attribute, JsonElement value, Place place, Findings findings)
    {
        var type = attribute.Type;
        switch (type.Kind)
        {
            case OcsfKind.Json:
                return;
            case OcsfKind.Truth when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
            case OcsfKind.Real when value.ValueKind != JsonValueKind.Number:
            case OcsfKind.Text when value.ValueKind != JsonValueKind.String:
            case OcsfKind.Whole when value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _):
                findings.Add(OcsfProblemKind.WrongType, place, Named(type), value);
                return;
            case OcsfKind.Whole:
                Whole(attribute, value, place, findings);
                return;
            case OcsfKind.Text:
                Text(attribute, value, place, findings);
                return;
            default:
                return;
        }
    }

    private static void Whole(OcsfAttribute attribute, JsonElement value, Place place, Findings findings)
    {
        var number = value.GetInt64();
        if (attribute.Type.Range is var (min, max) && (number < min || number > max))
            findings.Add(OcsfProblemKind.OutOfRange, place, string.Create(CultureInfo.InvariantCulture, $"{min} to {max}"), value);
        if (attribute.Values.Count > 0) Enumerated(attribute, number.ToString(CultureInfo.InvariantCulture), value, place, findings);
    }

    private static void Text(OcsfAttribute attribute, JsonElement value, Place place, Findings findings)
    {
        var type = attribute.Type;
        if (!Texts.TryRead(value, out var text)) findings.Add(OcsfProblemKind.WrongType, place, Named(type), value);
        else if (type.MaxLength is { } most && text.Length > most)
            findings.Add(OcsfProblemKind.TooLong, place, string.Create(CultureInfo.InvariantCulture, $"at most {most} characters"), value);
        else if (!type.Matches(text)) findings.Add(OcsfProblemKind.WrongForm, place, $"the form of {type.Name}", value);
        else if (attribute.Values.Count > 0) Enumerated(attribute, text, value, place, findings);
    }

    private static void Enumerated(OcsfAttribute attribute, string key, JsonElement value, Place place, Findings findings)
    {
        if (!attribute.Values.TryGetValue(key, out var known)) findings.Add(OcsfProblemKind.OutsideEnum, place, $"a value of {attribute.Name}: {Some(attribute)}", value);
        else if (known.DeprecatedSince is { } since) findings.Add(OcsfProblemKind.Deprecated, place, $"another value, deprecated since {since}", value);
    }

    private static string Some(OcsfAttribute attribute)
    {
        var keys = attribute.Values.Keys.OrderBy(k => k.Length).ThenBy(k => k, StringComparer.Ordinal).Take(8);
        return string.Join(", ", keys) + (attribute.Values.Count > 8 ? ", …" : "");
    }

    private static string Named(OcsfType type) => type.Kind switch
    {
        OcsfKind.Text => $"a text ({type.Name})",
        OcsfKind.Whole => $"a whole number ({type.Name})",
        OcsfKind.Real => "a number",
        OcsfKind.Truth => "true or false",
        _ => type.Name,
    };
}
