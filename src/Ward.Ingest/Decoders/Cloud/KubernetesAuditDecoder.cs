using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Cloud;

/// <summary>One event of the Kubernetes API server's audit log. The first source address may be a header that the client wrote.</summary>
internal sealed class KubernetesAuditDecoder : JsonSource
{
    private static readonly MemberName Kind = new("kind"), Version = new("apiVersion"), Verb = new("verb"), AuditId = new("auditID"), Received = new("requestReceivedTimestamp"), Staged = new("stageTimestamp"), Code = new("responseStatus.code");

    private static readonly FieldMap Map = new(
        ("verb", Fields.ApiOperation), ("user.username", Fields.ActorUser), ("user.uid", Fields.ActorUserUid), ("sourceIPs", Fields.SourceIp), ("userAgent", Fields.HttpAgent), ("requestURI", Fields.HttpUrl),
        ("objectRef.resource", Fields.ResourceType), ("objectRef.name", Fields.ResourceName), ("objectRef.uid", Fields.ResourceUid), ("objectRef.namespace", Fields.ResourceNamespace),
        ("objectRef.apiVersion", Fields.ApiVersion), ("responseStatus.code", Fields.ApiResponse), ("responseStatus.reason", Fields.ApiError), ("responseStatus.message", Fields.ApiErrorMessage), ("auditID", Fields.EventUid));

    private static readonly LogSource Source = new("application", "kubernetes", "audit");

    public override DecoderCard Card { get; } = new("kubernetes-audit", "Kubernetes API server audit log", "audit.k8s.io/v1, shape from common knowledge of it", LineShape.Json,
        """{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"0a1b","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/lights/secrets","verb":"list","user":{"username":"ann","groups":["system:authenticated"]},"sourceIPs":["203.0.113.7"],"userAgent":"kubectl/v1.31","objectRef":{"resource":"secrets","namespace":"lights","apiVersion":"v1"},"responseStatus":{"code":403},"requestReceivedTimestamp":"2026-03-01T11:59:58.123456Z"}""");

    protected override bool Recognises(JsonTable table) => table.Says(Kind, "Event"u8) && table.Has(AuditId) && table.TryGet(Version, out var version) && version.StartsWith("audit.k8s.io/"u8);

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, Received, Staged);
        MemberWriter.Keep(table, Map, into);
        into.Set(Fields.ApiService, "kubernetes"u8);
        var status = table.TryGet(Code, out var code) && code.Length == 3 ? (code[0] is (byte)'4' or (byte)'5' ? 2 : 1) : 0;
        into.Is(EventClass.ApiActivity, ApiActivities.OfName(table.Value(Verb)), status, Source);
        return true;
    }
}
