namespace Ward.Standards.OpenC2.Reading;

/// <summary>Names as the errata of the language bound them: 1 to 32 of a-z, 0-9, '_' and '-', beginning with a letter or digit.</summary>
internal static class Names
{
    public static bool IsExtensionProfile(string name) =>
        name.StartsWith("x-", StringComparison.Ordinal) && IsName(name.AsSpan(2)) && name.Length <= 32;

    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > 32 || name[0] is '_' or '-')
            return false;
        foreach (var c in name)
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-'))
                return false;
        return true;
    }
}
