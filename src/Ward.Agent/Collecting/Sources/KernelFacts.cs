namespace Ward.Agent.Collecting.Sources;

/// <summary>Which installed package is the kernel that runs: several may be installed, and an upgrade mends nothing before the next start.</summary>
internal static class KernelFacts
{
    private static readonly string[] OfDpkg = ["linux-image-unsigned-", "linux-image-", "linux-modules-extra-", "linux-modules-"];

    /// <summary>Built from the kernel's source, and nothing of them ever runs.</summary>
    private static readonly string[] NeverRuns = ["linux-headers-", "linux-libc-dev", "linux-kbuild-", "linux-source", "linux-doc", "kernel-headers", "kernel-devel", "kernel-doc", "kernel-source", "kernel-macros"];

    private static readonly string[] OfRpm = ["core", "modules", "modules-core", "modules-extra", "default", "default-base", "azure", "64kb", "rt", "rt-core", "rt-modules", "debug", "debug-core", "uek", "uek-core", "uek-modules", "lt", "ml"];

    /// <summary>The release that runs, as uname -r says it; empty where it cannot be told.</summary>
    public static string Release(string path)
    {
        try { return File.ReadAllText(path).Trim(); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return ""; }
    }

    /// <summary>True for a package of the kernel that runs, false for one of another; null for what is no kernel, or where no release is known.</summary>
    /// <param name="release">As uname -r says it.</param>
    public static bool? IsRunning(string manager, string name, string architecture, string version, string release)
    {
        if (release.Length == 0)
            return null;
        if (NeverRuns.Any(n => name.StartsWith(n, StringComparison.Ordinal)))
            return false;
        return manager == "dpkg" ? Dpkg(name, release) : Rpm(name, architecture, version[(version.IndexOf(':', StringComparison.Ordinal) + 1)..], release);
    }

    // The release is part of the name; a package without it (linux-image-amd64) only names the newest.
    private static bool? Dpkg(string name, string release) =>
        OfDpkg.FirstOrDefault(p => name.StartsWith(p, StringComparison.Ordinal)) is { } prefix ? name[prefix.Length..] is var rest && (rest == release || rest == release + "-unsigned") : null;

    private static bool? Rpm(string name, string architecture, string version, string release)
    {
        var flavour = name == "kernel" ? "" : name.StartsWith("kernel-", StringComparison.Ordinal) && OfRpm.Contains(name[7..]) ? name[7..] : null;
        if (flavour is null)
            return null;
        // Red Hat and its kin: version-release.architecture, and +rt or the like.
        if (release.StartsWith($"{version}.{architecture}", StringComparison.Ordinal))
            return release[(version.Length + architecture.Length + 1)..] is var rest && (rest.Length == 0 || (rest[0] == '+' && flavour.Contains(rest[1..], StringComparison.Ordinal)));
        // SUSE: version-release without the count of its builds, and the flavour; the small default-base is built as the default.
        var suffix = flavour == "default-base" ? "default" : flavour;
        return suffix.Length > 0 && release.EndsWith("-" + suffix, StringComparison.Ordinal) && release[..^(suffix.Length + 1)] is var built
            && (version == built || version.StartsWith(built + ".", StringComparison.Ordinal));
    }
}
