namespace Ward.Agent.Collecting.Sources;

/// <summary>The file in which a distribution says its name (os-release(5)).</summary>
internal static class OsReleaseFile
{
    private const int MostLines = 200;
    private const int Longest = 64;

    /// <summary>
    /// ID, VERSION_ID and VERSION_CODENAME with blanks between, '-' for one that it does not say, then those of ID_LIKE with commas between where there are any; empty
    /// where it cannot be read or says no ID. The codename of one that takes Ubuntu's packages (UBUNTU_CODENAME) is Ubuntu's.
    /// </summary>
    public static string Read(string path)
    {
        var (id, version, codename, ubuntu, like) = ("", "-", "-", "", "");
        try
        {
            foreach (var line in File.ReadLines(path).Take(MostLines))
                if (Value(line, "ID=") is { } name)
                    id = name;
                else if (Value(line, "VERSION_ID=") is { } number)
                    version = number;
                else if (Value(line, "VERSION_CODENAME=") is { } word)
                    codename = word;
                else if (Value(line, "UBUNTU_CODENAME=") is { } taken)
                    ubuntu = taken;
                else if (Value(line, "ID_LIKE=", mayBeSeveral: true) is { } kin)
                    like = string.Join(',', kin.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
        return id.Length == 0 ? "" : $"{id} {version} {(ubuntu.Length > 0 ? ubuntu : codename)}{(like.Length > 0 ? " " : "")}{like}";
    }

    private static string? Value(string line, string name, bool mayBeSeveral = false)
    {
        if (!line.StartsWith(name, StringComparison.Ordinal))
            return null;
        var value = line[name.Length..].Trim().Trim('"', '\'');
        return value.Length is > 0 and <= Longest && (mayBeSeveral || !value.Contains(' ', StringComparison.Ordinal)) ? value : null;
    }
}
