using Ward.Ingest.Decoders.Firewalls;

namespace Ward.Ingest.Decoders.Families;

/// <summary>Firewalls, and what else stands in the network and writes text.</summary>
internal static class NetworkDecoders
{
    public static readonly Func<IDecoder>[] All =
    [
        () => new NftablesDecoder(),
        () => new FilterlogDecoder(),
        () => new AsaDecoder(),
        () => new FortigateDecoder(),
        () => new PanosDecoder(),
        () => new IosDecoder(),
    ];
}
