using Ward.Standards.Packages;

namespace Ward.City.Software;

/// <summary>
/// Whether a package URL, and the platform that an advisory names beside it, mean a package that is installed: by manager, name or name of the source, architecture,
/// and distribution. What the asset does not say of itself counts as fitting: a weakness that is not there is seen, one that is overlooked is not.
/// </summary>
public static class PackageIdentity
{
    private static readonly Dictionary<string, string[]> Families = new(StringComparer.Ordinal)
    {
        ["debian"] = ["debian"], ["ubuntu"] = ["ubuntu", "canonical"], ["rhel"] = ["redhat"], ["centos"] = ["centos", "redhat"], ["rocky"] = ["rocky", "rockylinux", "resf"], ["almalinux"] = ["almalinux"],
        ["fedora"] = ["fedora", "fedoraproject"], ["ol"] = ["oracle"], ["amzn"] = ["amazon"], ["sles"] = ["suse"], ["sled"] = ["suse"], ["sles_sap"] = ["suse"], ["opensuse-leap"] = ["opensuse"], ["opensuse-tumbleweed"] = ["opensuse"],
    };

    /// <summary>The manager of the packages that such a URL names; null for one whose packages no agent reports.</summary>
    public static PackageManager? ManagerOf(PackageUrl url) => url.Type switch { "deb" => PackageManager.Dpkg, "rpm" => PackageManager.Rpm, _ => null };

    /// <summary>How closely it fits: 0 by name alone, more with distribution, its release, its minor release; -1 where it does not.</summary>
    /// <param name="platforms">CPE names of systems, 2.2 or 2.3; others are passed over.</param>
    /// <param name="version">The version that is to be compared: of the source where that is named.</param>
    public static int Fit(PackageUrl url, IReadOnlyList<string> platforms, InstalledPackage package, out string version)
    {
        version = package.Version;
        if (ManagerOf(url) != package.Manager) return -1;
        var architecture = url.Qualifiers.GetValueOrDefault("arch", "");
        var isSource = architecture is "source" or "src";
        if (package.Name != url.Name || isSource)
        {
            if (package.Source != url.Name) return -1;
            version = package.SourceVersion;
        }

        if (!isSource && architecture is not ("" or "all" or "any" or "noarch") && package.Architecture is not ("" or "all" or "noarch") && architecture != package.Architecture) return -1;
        var fit = 0;
        if (url.Namespace.Length > 0 && package.Os.Id.Length > 0)
        {
            if (!Families.GetValueOrDefault(package.Os.Id, [package.Os.Id]).Contains(url.Namespace.ToLowerInvariant())) return -1;
            fit++;
        }

        if (url.Qualifiers.TryGetValue("distro", out var distro))
        {
            if (Distro(distro.ToLowerInvariant(), package.Os) is not { } closer) return -1;
            fit += closer;
        }

        var named = platforms.Select(p => Platform(p, package.Os)).OfType<int>().ToList();
        return named.Count == 0 ? fit : named.Max() is var best && best < 0 ? -1 : fit + best;
    }

    private static int? Distro(string distro, OsRelease os)
    {
        if (os.Id.Length == 0 || distro.Length == 0) return 0;
        if (distro == os.Codename || distro == $"{os.Id}-{os.Version}") return 3;
        if (distro.StartsWith(os.Id + "-", StringComparison.Ordinal)) return Release(distro[(os.Id.Length + 1)..], os.Version);
        if (distro.StartsWith("el", StringComparison.Ordinal) || distro.StartsWith("fc", StringComparison.Ordinal)) return Release(distro[2..].Replace('_', '.'), os.Version);
        // A codename that the asset does not tell of itself.
        return os.Codename.Length == 0 && !distro.Any(char.IsAsciiDigit) ? 0 : null;
    }

    private static int? Release(string named, string own)
    {
        if (own.Length == 0) return 0;
        var (a, b) = (named.Split('.'), own.Split('.'));
        if (a[0] != b[0]) return null;
        return a.Length == 1 || b.Length == 1 ? 2 : a[1] == b[1] ? 3 : null;
    }

    // Null for what is no system, -1 for another one.
    private static int? Platform(string cpe, OsRelease os)
    {
        var parts = cpe.StartsWith("cpe:2.3:", StringComparison.Ordinal) ? cpe[8..].Split(':') : cpe.StartsWith("cpe:/", StringComparison.Ordinal) ? cpe[5..].Split(':') : [];
        if (parts.Length < 3 || os.Id.Length == 0) return null;
        if (!Families.GetValueOrDefault(os.Id, [os.Id]).Contains(parts[1].ToLowerInvariant())) return -1;
        var version = parts.Length > 3 ? parts[3] : "";
        if (version.Length == 0 || !char.IsAsciiDigit(version[0])) return 0;
        // Service packs of SUSE stand as the update of the version.
        if (parts.Length > 4 && parts[4].StartsWith("sp", StringComparison.Ordinal)) version += "." + parts[4][2..];
        return Release(version, os.Version) ?? -1;
    }
}
