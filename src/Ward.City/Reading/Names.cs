namespace Ward.City.Reading;

/// <summary>What an id looks like: it appears in commands, file names and journal keys, so it is kept plain.</summary>
public static class Names
{
    public const string Expected = "an id (letters, digits, '-', '_' and '.', at most 64)";

    public static bool TryId(string text, out string id)
    {
        id = text;
        return text.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(text[0])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
    }
}
