using Ward.Standards.Packages;

namespace Ward.City.Software;

/// <summary>
/// Whether a package URL, and the platform that an advisory names beside it, mean a package that is installed: by manager, name or name of the source, architecture, module,
/// and distribution. What the asset does not say of itself counts as fitting: a weakness that is not there is seen, one that is overlooked is not.
/// </summary>
public static class PackageIdentity
{
    /// <summary>The least fit of a statement of the asset's own distribution; one below is of a distribution that it is made from, or of none.</summary>
    public const int Own = 10;

    private const int NotMeant = -1;

    /// <summary>The manager of the packages that such a URL names; null for one whose packages no agent reports.</summary>
    public static PackageManager? ManagerOf(PackageUrl url) => url.Type switch { "deb" => PackageManager.Dpkg, "rpm" => PackageManager.Rpm, _ => null };

    /// <summary>How closely it fits: 0 by name alone, <see cref="Own"/> and more with the own distribution, more with its release, its minor release, its module's stream; -1 where it does not.</summary>
    /// <param name="platforms">CPE names, 2.2 or 2.3; those of no operating system are passed over.</param>
    /// <param name="version">The version that is to be compared: of the source where that is named.</param>
    public static int Fit(PackageUrl url, IReadOnlyList<string> platforms, InstalledPackage package, out string version) => Fit(url, platforms, null, package, out version);

    /// <param name="module">Name and stream of the module whose package is meant, as nodejs:16; null where the advisory names none beside the URL.</param>
    internal static int Fit(PackageUrl url, IReadOnlyList<string> platforms, string? module, InstalledPackage package, out string version)
    {
        version = package.Version;
        if (ManagerOf(url) != package.Manager) return NotMeant;
        var architecture = url.Qualifiers.GetValueOrDefault("arch", "");
        var isSource = architecture is "source" or "src";
        if (package.Name != url.Name || isSource)
        {
            if (package.Source != url.Name) return NotMeant;
            version = package.SourceVersion;
        }

        if (!isSource && architecture is not ("" or "all" or "any" or "noarch") && package.Architecture is not ("" or "all" or "noarch") && architecture != package.Architecture) return NotMeant;
        var stream = module ?? ModuleStream.Of(url.Qualifiers.GetValueOrDefault("rpmmod", ""));
        if (stream is not null && !ModuleStream.Has(package, stream)) return NotMeant;
        var (os, fit) = (package.Os, 0);
        if (os.Id.Length > 0 && url.Namespace.Length > 0)
        {
            var kin = Distributions.KinOf(os, url.Namespace.ToLowerInvariant());
            if (kin == Kin.None) return NotMeant;
            fit = kin == Kin.Own ? Own : 1;
        }

        // What is said of a stream counts before what is said of the name beside it.
        if (stream is not null) fit++;

        if (os.Id.Length > 0 && url.Qualifiers.TryGetValue("distro", out var distro) && distro.Length > 0)
        {
            if (Distributions.Fit(distro.ToLowerInvariant(), os) is not { } closer) return NotMeant;
            fit += closer;
        }

        var named = platforms.Select(p => Distributions.FitOfPlatform(p, os)).OfType<int>().ToList();
        return named.Count == 0 ? fit : named.Max() is var best && best < 0 ? NotMeant : fit + best;
    }
}
