namespace Ward.Elements.Nftables;

/// <summary>The way to the kernel's packet filter. A script is one transaction: all of it happens or nothing. Thread-safe.</summary>
public interface INft : IDisposable
{
    /// <summary>Runs a script in nft's own grammar.</summary>
    NftAnswer Run(string script);

    /// <summary>Runs a listing and answers JSON with numeric protocols.</summary>
    NftAnswer List(string script, bool withoutElements);
}
