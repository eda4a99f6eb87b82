using Ward.Ingest.Decoders.Cloud;
using Ward.Ingest.Decoders.Json;
using Ward.Ingest.Decoders.Network;
using Ward.Ingest.Decoders.Windows;

namespace Ward.Ingest.Decoders.Families;

/// <summary>Sources that write JSON or XML, each recognised by its own members; envelopes last, for what they carry may be any of these.</summary>
internal static class JsonDecoders
{
    public static readonly Func<IDecoder>[] All =
    [
        () => new NetflowDecoder(),
        () => new WinlogbeatDecoder(),
        () => new WindowsJsonDecoder(),
        () => new WindowsXmlDecoder(),
        () => new SnareDecoder(),
        () => new ZeekJsonDecoder(),
        () => new ZeekTsvDecoder(),
        () => new SuricataDecoder(),
        () => new CloudTrailDecoder(),
        () => new Microsoft365Decoder(),
        () => new AzureDecoder(),
        () => new GitHubAuditDecoder(),
        () => new GcpAuditDecoder(),
        () => new KubernetesAuditDecoder(),
        () => new OsqueryDecoder(),
        () => new SambaAuditDecoder(),
        () => new MispSightingDecoder(),
        () => new NgsiLdDecoder(),
        () => new JournaldDecoder(),
        () => new OtlpDecoder(),
        () => new SplunkHecDecoder(),
        () => new ShipperDecoder(),
    ];
}
