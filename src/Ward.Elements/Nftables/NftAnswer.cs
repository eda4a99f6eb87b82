namespace Ward.Elements.Nftables;

/// <param name="Output">What was listed; empty otherwise.</param>
/// <param name="Error">nft's own words where it failed.</param>
public sealed record NftAnswer(bool Done, string Output, string Error)
{
    /// <summary>The table, set or element that the script names is not there.</summary>
    public bool IsMissing => !Done && Error.Contains("No such file or directory", StringComparison.Ordinal);
}
