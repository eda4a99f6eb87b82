using Ward.City.Software;

namespace Ward.City.Merging;

/// <summary>What one record of an advisory says of one installed package.</summary>
/// <param name="Fit">How closely the record names it (<see cref="PackageIdentity"/>); <see cref="ByNameAlone"/> where only the product's name is the same.</param>
/// <param name="IsAffected">Null where the record says nothing of this version.</param>
/// <param name="IsSure">False where the record means every version and a mended one may be named beside it.</param>
internal sealed record PackageStatement(CityRecord Record, InstalledPackage Package, int Fit, bool? IsAffected, bool IsSure)
{
    public const int ByNameAlone = -1;

    /// <summary>The statement of a record about a package whose version, in its manager's order, is <paramref name="version"/>.</summary>
    public static PackageStatement Of(CityRecord record, InstalledPackage package, int fit, string version)
    {
        if (record.All(StatedVersions.Field) is { Count: > 0 } stated)
        {
            // A range that is not understood may be the weak one.
            var (said, isNamed) = StatedVersions.Of(stated, r => PackageRange.Holds(r, package.Manager, version)) ?? (StatedVersions.Affected, true);
            return new(record, package, fit, said switch { StatedVersions.Affected => true, StatedVersions.Sound => false, _ => null }, isNamed || stated.Count > 1);
        }

        var ranges = record.All("packageVersions");
        var saysAffected = record["state"] != "not-affected";
        if (ranges.Count == 0) return new(record, package, fit, saysAffected, false);
        var judged = ranges.Select(r => PackageRange.Holds(r, package.Manager, version)).ToList();
        var holds = judged.Contains(true) || (saysAffected && judged.Contains(null));
        return new(record, package, fit, holds ? saysAffected : saysAffected && record["decides"] == "true" ? false : null, true);
    }

    /// <summary>The same by the version of the product's makers, which says nothing of what a distribution mended within it: where it is true, the package may be affected.</summary>
    public static PackageStatement ByName(CityRecord record, InstalledPackage package)
    {
        if (record.All(StatedVersions.Field) is { Count: > 0 } stated)
            return new(record, package, ByNameAlone, (StatedVersions.Of(stated, r => VersionRange.Holds(r, package.Upstream))?.Status ?? StatedVersions.Affected) switch { StatedVersions.Affected => true, StatedVersions.Sound => false, _ => null }, true);
        var ranges = record.All("versions");
        var saysAffected = record["state"] != "not-affected";
        var holds = ranges.Count == 0 || ranges.Any(r => VersionRange.Holds(r, package.Upstream) is var held && (held == true || (held is null && saysAffected)));
        return new(record, package, ByNameAlone, holds ? saysAffected : null, true);
    }

    /// <summary>What several statements of one source about one package come to; null where none says anything of it, or branches of the product tree that fit alike say otherwise.</summary>
    public static bool? Together(IReadOnlyList<PackageStatement> statements)
    {
        var closest = statements.Max(s => s.Fit);
        var branches = statements.Where(s => s.Fit == closest && s.IsAffected is not null).GroupBy(s => s.Record["branch"] ?? "", StringComparer.Ordinal).Select(b => OfBranch([.. b])).Distinct().ToList();
        return branches is [var one] ? one : null;
    }

    private static bool OfBranch(IReadOnlyList<PackageStatement> said)
    {
        if (said.Any(s => s is { IsAffected: true, IsSure: true })) return true;
        // A mended version, or this very version named as sound, counts more than a word about all versions; among such words the worse counts.
        return !said.Any(s => s is { IsAffected: false, IsSure: true }) && said.Any(s => s.IsAffected == true);
    }
}
