using Ward.City.Software;

namespace Ward.City.Merging;

/// <summary>What one record of an advisory says of one installed package.</summary>
/// <param name="Fit">How closely the record names it (<see cref="PackageIdentity.Fit"/>).</param>
/// <param name="IsAffected">Null where the record says nothing of this version.</param>
/// <param name="IsSure">False where the record means every version and a mended one may be named beside it.</param>
internal sealed record PackageStatement(CityRecord Record, InstalledPackage Package, int Fit, bool? IsAffected, bool IsSure)
{
    /// <summary>The statement of a record about a package whose version, in its manager's order, is <paramref name="version"/>.</summary>
    public static PackageStatement Of(CityRecord record, InstalledPackage package, int fit, string version)
    {
        var ranges = record.All("packageVersions");
        var saysAffected = record["state"] != "not-affected";
        if (ranges.Count == 0) return new(record, package, fit, saysAffected, false);
        var judged = ranges.Select(r => PackageRange.Holds(r, package.Manager, version)).ToList();
        // A range that is not understood may be the weak one.
        var holds = judged.Contains(true) || (saysAffected && judged.Contains(null));
        return new(record, package, fit, holds ? saysAffected : saysAffected && record["decides"] == "true" ? false : null, true);
    }

    /// <summary>The same by the version of the product's makers, which says nothing of what a distribution mended within it.</summary>
    public static PackageStatement ByName(CityRecord record, InstalledPackage package)
    {
        var ranges = record.All("versions");
        var saysAffected = record["state"] != "not-affected";
        var holds = ranges.Count == 0 || ranges.Any(r => VersionRange.Holds(r, package.Upstream) is var held && (held == true || (held is null && saysAffected)));
        return new(record, package, -1, holds ? saysAffected : null, true);
    }

    /// <summary>What several statements of one source about one package come to; null where none says anything of it.</summary>
    public static bool? Together(IReadOnlyList<PackageStatement> statements)
    {
        var closest = statements.Max(s => s.Fit);
        var said = statements.Where(s => s.Fit == closest && s.IsAffected is not null).ToList();
        if (said.Exists(s => s is { IsAffected: true, IsSure: true })) return true;
        // A mended version, or this very version named as sound, counts more than a word about all versions; among such words the worse counts.
        if (said.Exists(s => s is { IsAffected: false, IsSure: true })) return false;
        return said.Count == 0 ? null : said.Exists(s => s.IsAffected == true);
    }
}
