namespace Ward.Standards.Packages;

/// <summary>[epoch:]upstream[-revision], as both package managers cut a version: at the first colon and the last hyphen behind it.</summary>
internal readonly ref struct VersionParts
{
    public VersionParts(string version)
    {
        var text = version.AsSpan().Trim();
        var colon = text.IndexOf(':');
        var rest = colon < 0 ? text : text[(colon + 1)..];
        var hyphen = rest.LastIndexOf('-');
        Epoch = colon < 0 ? default : text[..colon];
        Upstream = hyphen < 0 ? rest : rest[..hyphen];
        Revision = hyphen < 0 ? default : rest[(hyphen + 1)..];
    }

    public ReadOnlySpan<char> Epoch { get; }

    public ReadOnlySpan<char> Upstream { get; }

    /// <summary>Empty where there is none.</summary>
    public ReadOnlySpan<char> Revision { get; }
}
