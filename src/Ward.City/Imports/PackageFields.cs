using Ward.City.Software;
using Ward.Standards.Packages;

namespace Ward.City.Imports;

/// <summary>Fields of an exposure's record that speak of packages of a distribution: <c>purls</c>, <c>packageVersions</c>, <c>platforms</c>, and <c>decides</c> where versions outside are sound.</summary>
internal static class PackageFields
{
    /// <summary>The version that the URL of such a package names; null where it is none, or names none.</summary>
    public static string? VersionOf(string? purl)
    {
        if (purl is null || !PackageUrl.TryRead(purl, out var url) || PackageIdentity.ManagerOf(url) is null || url.Version is not { } version) return null;
        // The epoch of an RPM stands beside its version.
        return url.Qualifiers.TryGetValue("epoch", out var epoch) && !version.Contains(':', StringComparison.Ordinal) ? $"{epoch}:{version}" : version;
    }

    /// <summary>A range that holds for the version of the URL alone; null where it names none.</summary>
    public static string? Exactly(string? purl) => VersionOf(purl) is { } version ? $"={version}" : null;

    /// <summary>The same fields, of a record that says which versions are weak and so that all others are not.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Mended(IReadOnlyDictionary<string, IReadOnlyList<string>> fields, IReadOnlyList<string> weak) =>
        new Dictionary<string, IReadOnlyList<string>>(fields, StringComparer.Ordinal) { ["packageVersions"] = weak, ["decides"] = ["true"] };
}
