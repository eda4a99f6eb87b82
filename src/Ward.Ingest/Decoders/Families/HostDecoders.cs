using Ward.Ingest.Decoders.Hosts;

namespace Ward.Ingest.Decoders.Families;

/// <summary>Unix hosts and the servers that run on them.</summary>
internal static class HostDecoders
{
    public static readonly Func<IDecoder>[] All =
    [
        () => new SshdDecoder(),
        () => new SudoDecoder(),
        () => new SuDecoder(),
        () => new AccountsDecoder(),
        () => new SystemdDecoder(),
        () => new CronDecoder(),
        () => new AuditdDecoder(),
        () => new NginxDecoder(),
        () => new PamDecoder(),
        () => new InitScriptDecoder(),
    ];
}
