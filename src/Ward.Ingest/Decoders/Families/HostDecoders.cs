using Ward.Ingest.Decoders.Hosts;

namespace Ward.Ingest.Decoders.Families;

/// <summary>Unix hosts and the servers that run on them.</summary>
internal static class HostDecoders
{
    public static readonly Func<IDecoder>[] All =
    [
        () => new SshdDecoder(),
        () => new PamDecoder(),
        () => new NginxDecoder(),
        () => new AgentDecoder(),
    ];
}
