using System.Globalization;

namespace Ward.Ingest.Search.Language;

/// <summary>What counts as a number: up to 15 digits, and up to 6 behind a point, with a minus or without. Everything else is text.</summary>
public static class Numbers
{
    /// <summary>The same as a regular expression that matches the whole value.</summary>
    public const string Pattern = @"-?[0-9]{1,15}(\.[0-9]{1,6})?";

    public static bool TryRead(ReadOnlySpan<char> text, out decimal number)
    {
        number = 0;
        var digits = text.StartsWith('-') ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        if (whole.Length is 0 or > 15 || whole.ContainsAnyExceptInRange('0', '9')) return false;
        if (point >= 0 && (digits[(point + 1)..] is not { Length: >= 1 and <= 6 } rest || rest.ContainsAnyExceptInRange('0', '9'))) return false;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
