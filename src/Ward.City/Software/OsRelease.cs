namespace Ward.City.Software;

/// <summary>The distribution of an asset, as its os-release file names it (os-release(5)): ID, VERSION_ID and VERSION_CODENAME, in lower case; empty where not known.</summary>
public sealed record OsRelease(string Id, string Version, string Codename)
{
    public static OsRelease Unknown { get; } = new("", "", "");

    /// <summary>Ids of those from which it is made (ID_LIKE), the closest first, with commas between; empty where it is made from none.</summary>
    public string Like { get; init; } = "";

    /// <summary>From the form in which agents tell it: id, version, codename and those that it is like, with blanks between; '-' for one that is not known.</summary>
    public static OsRelease Read(string text)
    {
        var parts = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? Unknown : new(Part(0), Part(1), Part(2)) { Like = Part(3) };

        string Part(int at) => at < parts.Length && parts[at] != "-" ? parts[at] : "";
    }

    public override string ToString() => Id.Length == 0 ? "" : $"{Id} {(Version.Length > 0 ? Version : "-")} {(Codename.Length > 0 ? Codename : "-")}";
}
