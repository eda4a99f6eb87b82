using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ward.Ingest.Decoders;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Documents;

/// <summary>From an event's text to a JSON value of the attribute's type.</summary>
internal static class DocumentValue
{
    /// <summary>Null where the text does not fit: another form, out of range, not in the enumeration.</summary>
    internal static JsonNode? Of(OcsfAttribute attribute, string text)
    {
        var type = attribute.Type;
        switch (type.Kind)
        {
            case OcsfKind.Json:
                return text;
            case OcsfKind.Text:
                return (type.MaxLength is not { } most || text.Length <= most) && type.Matches(text) && IsIn(attribute, text) ? text : null;
            case OcsfKind.Truth:
                return text.ToUpperInvariant() switch { "TRUE" => true, "FALSE" => false, _ => null };
            case OcsfKind.Real:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real : null;
            case OcsfKind.Whole:
                if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && !(type.Name == "timestamp_t" && TryTime(text, out whole))) return null;
                return (type.Range is not var (min, max) || (whole >= min && whole <= max)) && IsIn(attribute, whole.ToString(CultureInfo.InvariantCulture)) ? whole : null;
            default:
                return null;
        }
    }

    private static bool IsIn(OcsfAttribute attribute, string key) => attribute.Values.Count == 0 || attribute.Values.ContainsKey(key);

    private static bool TryTime(string text, out long milliseconds)
    {
        milliseconds = 0;
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (!Timestamps.TryRfc3339(utf8, out var time, out var length) || length != utf8.Length) return false;
        milliseconds = time.ToUnixTimeMilliseconds();
        return true;
    }
}
