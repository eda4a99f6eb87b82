namespace Ward.Agent.Collecting.Sources;

/// <summary>The file in which a distribution says its name (os-release(5)).</summary>
internal static class OsReleaseFile
{
    private const int MostLines = 200;
    private const int Longest = 64;

    /// <summary>ID, VERSION_ID and VERSION_CODENAME with blanks between, '-' for one that it does not say; empty where it cannot be read or says no ID.</summary>
    public static string Read(string path)
    {
        var (id, version, codename) = ("", "-", "-");
        try
        {
            foreach (var line in File.ReadLines(path).Take(MostLines))
                if (Value(line, "ID=") is { } name)
                    id = name;
                else if (Value(line, "VERSION_ID=") is { } number)
                    version = number;
                else if (Value(line, "VERSION_CODENAME=") is { } word)
                    codename = word;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
        return id.Length == 0 ? "" : $"{id} {version} {codename}";
    }

    private static string? Value(string line, string name)
    {
        if (!line.StartsWith(name, StringComparison.Ordinal))
            return null;
        var value = line[name.Length..].Trim().Trim('"', '\'');
        return value.Length is > 0 and <= Longest && !value.Contains(' ', StringComparison.Ordinal) ? value : null;
    }
}
