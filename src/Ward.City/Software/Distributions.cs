namespace Ward.City.Software;

/// <summary>
/// Names under which advisories speak of distributions (namespaces of package URLs, vendors of CPE names), by the ID of os-release(5). One that is not listed is its own name,
/// and takes over the packages of those that it says it is like (ID_LIKE), but for Fedora's, and Debian's beside Ubuntu's, whose versions are another's.
/// </summary>
internal static class Distributions
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["debian"] = ["debian"], ["ubuntu"] = ["ubuntu", "canonical"], ["rhel"] = ["redhat", "rhel"], ["centos"] = ["centos"], ["rocky"] = ["rocky", "rockylinux", "resf"], ["almalinux"] = ["almalinux"],
        ["fedora"] = ["fedora", "fedoraproject"], ["ol"] = ["oracle", "ol"], ["amzn"] = ["amazon", "amzn", "amazonlinux"], ["sles"] = ["suse", "sles"], ["sled"] = ["suse", "sled"], ["sles_sap"] = ["suse", "sles_sap", "sles"],
        ["opensuse-leap"] = ["opensuse", "opensuse-leap", "suse"], ["opensuse-tumbleweed"] = ["opensuse", "opensuse-tumbleweed", "suse"],
    };

    private static readonly Dictionary<string, string[]> Parents = new(StringComparer.Ordinal)
    {
        ["centos"] = ["rhel"], ["rocky"] = ["rhel"], ["almalinux"] = ["rhel"], ["ol"] = ["rhel"],
    };

    private static readonly HashSet<string> Vendors = [.. Names.Values.SelectMany(n => n)];

    private static readonly string[] RedHatSystems = ["enterprise_linux", "rhel_"], OpenSuse = ["leap", "tumbleweed"], Elders = ["fedora"];

    /// <param name="name">In lower case.</param>
    public static Kin KinOf(OsRelease os, string name) =>
        NamesOf(os.Id).Contains(name) ? Kin.Own : ParentsOf(os).Any(p => NamesOf(p).Contains(name)) ? Kin.Parent : Kin.None;

    /// <summary>How closely a release that a URL names (distro=) is that of the asset, 0 to 3; null where it is another.</summary>
    public static int? Fit(string distro, OsRelease os)
    {
        if (distro == os.Codename || distro == $"{os.Id}-{os.Version}") return 3;
        foreach (var id in (string[])[os.Id, .. ParentsOf(os)])
            foreach (var name in NamesOf(id).Append(id).OrderByDescending(n => n.Length))
                if (distro.StartsWith(name + "-", StringComparison.Ordinal) && distro[(name.Length + 1)..] is { Length: > 0 } rest)
                    return !char.IsAsciiDigit(rest[0]) ? OfCodename(rest, os) : id == os.Id || SharesReleases(os.Id, id) ? OfRelease(rest, os.Version) : 0;
        if (distro.Length > 2 && char.IsAsciiDigit(distro[2]) && ((distro.StartsWith("el", StringComparison.Ordinal) && IsOrMade(os, "rhel")) || (distro.StartsWith("fc", StringComparison.Ordinal) && os.Id == "fedora")))
            return OfRelease(distro[2..].Replace('_', '.'), os.Version);
        return distro.Any(char.IsAsciiDigit) ? null : OfCodename(distro, os);
    }

    /// <summary>The same of a CPE name: null for one that names no operating system, -1 for another one.</summary>
    public static int? FitOfPlatform(string cpe, OsRelease os)
    {
        var parts = cpe.StartsWith("cpe:2.3:", StringComparison.Ordinal) ? cpe[8..].Split(':') : cpe.StartsWith("cpe:/", StringComparison.Ordinal) ? cpe[5..].Split(':') : [];
        if (parts.Length < 3 || os.Id.Length == 0) return null;
        var (part, vendor, product) = (parts[0], parts[1].ToLowerInvariant(), parts[2].ToLowerInvariant());
        // An application's name is what is weak, not where; the kernel is in every distribution. Repositories of Red Hat and SUSE are named as applications.
        if (vendor is "*" or "-" or "linux" || part == "h" || (part != "o" && !Vendors.Contains(vendor) && vendor != os.Id)) return null;
        var kin = KinOf(os, vendor);
        if (kin == Kin.None) return -1;
        // What Red Hat makes beside its system has packages of its own.
        if (vendor == "redhat" && !RedHatSystems.Any(s => product.StartsWith(s, StringComparison.Ordinal))) return -1;
        if (OpenSuse.Contains(product) && !os.Id.EndsWith(product, StringComparison.Ordinal)) return -1;
        var version = parts.Length > 3 ? parts[3] : "";
        if (version.Length == 0 || !char.IsAsciiDigit(version[0])) return 0;
        // Service packs of SUSE stand as the update of the version.
        if (parts.Length > 4 && parts[4].StartsWith("sp", StringComparison.Ordinal)) version += "." + parts[4][2..];
        if (kin == Kin.Parent && !ParentsOf(os).Any(p => NamesOf(p).Contains(vendor) && SharesReleases(os.Id, p))) return 0;
        return OfRelease(version, os.Version) ?? -1;
    }

    private static string[] NamesOf(string id) => Names.GetValueOrDefault(id, [id]);

    private static IEnumerable<string> ParentsOf(OsRelease os) =>
        Parents.TryGetValue(os.Id, out var known) ? known : Names.ContainsKey(os.Id) ? [] : Nearest(os.Like.Split(',', StringSplitOptions.RemoveEmptyEntries));

    // Ubuntu builds Debian's packages anew: what is mended in a version of the one says nothing of the other.
    private static IEnumerable<string> Nearest(string[] like) => like.Except(Elders, StringComparer.Ordinal).Where(l => l != "debian" || !like.Contains("ubuntu"));

    private static bool IsOrMade(OsRelease os, string id) => os.Id == id || ParentsOf(os).Contains(id);

    // Rebuilds have the numbers of what they are built from; others number themselves.
    private static bool SharesReleases(string id, string parent) => Parents.TryGetValue(id, out var known) && known.Contains(parent);

    // A codename that the asset does not tell of itself may be its own.
    private static int? OfCodename(string named, OsRelease os) => os.Codename.Length == 0 ? 0 : named == os.Codename ? 3 : null;

    private static int? OfRelease(string named, string own)
    {
        if (own.Length == 0) return 0;
        var (a, b) = (named.Split('.', '-'), own.Split('.'));
        if (a[0] != b[0]) return null;
        return a.Length == 1 || b.Length == 1 ? 2 : a[1].TrimStart('s', 'p') == b[1] ? 3 : null;
    }
}
