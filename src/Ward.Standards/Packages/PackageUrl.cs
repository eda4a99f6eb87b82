namespace Ward.Standards.Packages;

/// <summary>A package URL: pkg:type/namespace/name@version?qualifiers#subpath (purl specification; ECMA-427). Type in lower case, everything decoded.</summary>
/// <param name="Namespace">Empty where there is none.</param>
/// <param name="Version">Null where there is none.</param>
/// <param name="Qualifiers">By name in lower case; a name twice counts once.</param>
public sealed record PackageUrl(string Type, string Namespace, string Name, string? Version, IReadOnlyDictionary<string, string> Qualifiers)
{
    private const string Scheme = "pkg:";
    private const int Longest = 4096;

    public static bool TryRead(string text, out PackageUrl url)
    {
        url = new("", "", "", null, new Dictionary<string, string>());
        if (text.Length > Longest || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        var rest = text[Scheme.Length..].TrimStart('/');
        if (rest.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0) rest = rest[..hash];
        var qualifiers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (rest.IndexOf('?', StringComparison.Ordinal) is var question and >= 0)
        {
            foreach (var pair in rest[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
                if (pair.IndexOf('=', StringComparison.Ordinal) is var equal and > 0) qualifiers.TryAdd(pair[..equal].ToLowerInvariant(), Uri.UnescapeDataString(pair[(equal + 1)..]));
            rest = rest[..question];
        }

        // The version's sign is the last one, behind the last slash: a namespace may hold one itself.
        string? version = null;
        if (rest.LastIndexOf('@') is var at && at > rest.LastIndexOf('/'))
        {
            version = Uri.UnescapeDataString(rest[(at + 1)..]);
            rest = rest[..at];
        }

        var parts = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2) return false;
        url = new(parts[0].ToLowerInvariant(), string.Join('/', parts[1..^1].Select(Uri.UnescapeDataString)), Uri.UnescapeDataString(parts[^1]), version is { Length: > 0 } ? version : null, qualifiers);
        return url.Name.Length > 0;
    }
}
