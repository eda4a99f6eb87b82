namespace Ward.City.Software;

/// <summary>Modules of a distribution: the same package stands in several streams, and what is mended in one says nothing of another.</summary>
internal static class ModuleStream
{
    /// <summary>Name and stream, of name:stream[:version[:context]]; null where the text is none.</summary>
    public static string? Of(string text) => text.Split(':') is [{ Length: > 0 } name, { Length: > 0 } stream, ..] && !name.Contains('/', StringComparison.Ordinal) ? $"{name}:{stream}" : null;

    /// <summary>True where the package is, or may be, of that stream.</summary>
    /// <param name="module">Name and stream.</param>
    public static bool Has(InstalledPackage package, string module)
    {
        if (package.Module is { } own) return own == module;
        // Who does not know modules tells the version that was built for one; streams are mostly called by the makers' version.
        if (!package.Version.Contains(".module", StringComparison.Ordinal)) return false;
        var stream = module[(module.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return !char.IsAsciiDigit(stream[0]) || package.Upstream == stream || package.Upstream.StartsWith(stream + ".", StringComparison.Ordinal);
    }
}
