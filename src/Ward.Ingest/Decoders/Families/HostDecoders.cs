using Ward.Ingest.Decoders.Hosts;
using Ward.Ingest.Decoders.Servers;

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
        () => new PostfixDecoder(),
        () => new DovecotDecoder(),
        () => new BindDecoder(),
        () => new UnboundDecoder(),
        () => new DnsmasqDecoder(),
        () => new DhcpdDecoder(),
        () => new SlapdDecoder(),
        () => new SambaDecoder(),
        () => new RadiusDecoder(),
        () => new FtpDecoder(),
        () => new RemoteLoginDecoder(),
        () => new OpenVpnDecoder(),
        () => new CharonDecoder(),
        () => new HostapdDecoder(),
        () => new WirelessDecoder(),
        () => new HaproxyDecoder(),
        () => new NginxDecoder(),
        () => new ApacheDecoder(),
        () => new ApacheErrorDecoder(),
        () => new NginxErrorDecoder(),
        () => new SquidDecoder(),
        () => new PamDecoder(),
        () => new InitScriptDecoder(),
        () => new AgentDecoder(),
    ];
}
