namespace Ward.Agent.Collecting.Sources;

/// <summary>What a package manager says of one package.</summary>
/// <param name="Source">Name of the package from whose source it was built; empty where it is its own, or not known.</param>
/// <param name="SourceVersion">Of that source; empty with it.</param>
internal readonly record struct PackageFacts(string Version, string Source, string SourceVersion)
{
    /// <summary>Name and stream of the module that it is of, as nodejs:16; empty where it is of none, null where the manager knows no modules.</summary>
    public string? Module { get; init; }

    /// <param name="source">The field Source: name, and the version in brackets where it differs (Debian Policy, section 5.6.1).</param>
    public static PackageFacts OfDpkg(string name, string version, string source)
    {
        var open = source.IndexOf(" (", StringComparison.Ordinal);
        if (open >= 0 && source.EndsWith(')'))
            return new(version, source[..open], source[(open + 2)..^1]);
        return source.Length == 0 || source == name ? new(version, "", "") : new(version, source, version);
    }

    /// <param name="file">Name of the source package's file: name-version-release.src.rpm; "(none)" where there is none. Its epoch is the package's own.</param>
    public static PackageFacts OfRpm(string version, string file)
    {
        var end = file.EndsWith(".src.rpm", StringComparison.Ordinal) ? file.Length - 8 : file.EndsWith(".nosrc.rpm", StringComparison.Ordinal) ? file.Length - 10 : 0;
        var parts = file[..end].Split('-');
        if (parts.Length < 3)
            return new(version, "", "");
        var epoch = version.IndexOf(':') is var colon and >= 0 ? version[..(colon + 1)] : "";
        return new(version, string.Join('-', parts[..^2]), $"{epoch}{parts[^2]}-{parts[^1]}");
    }

    /// <param name="label">The tag MODULARITYLABEL: name:stream:version:context; "(none)" where it is of no module.</param>
    public static string ModuleOf(string label) => label.Split(':') is [{ Length: > 0 } name, { Length: > 0 } stream, ..] ? $"{name}:{stream}" : "";
}
