using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Cloud;

/// <summary>One log entry of Google Cloud's audit logs.</summary>
internal sealed class GcpAuditDecoder : JsonSource
{
    private static readonly MemberName Method = new("protoPayload.methodName"), Service = new("protoPayload.serviceName"), Timestamp = new("timestamp"), Code = new("protoPayload.status.code");

    private static readonly FieldMap Map = new(
        ("protoPayload.methodName", Fields.ApiOperation), ("protoPayload.serviceName", Fields.ApiService), ("protoPayload.authenticationInfo.principalEmail", Fields.ActorUserEmail),
        ("protoPayload.requestMetadata.callerIp", Fields.SourceIp), ("protoPayload.requestMetadata.callerSuppliedUserAgent", Fields.HttpAgent), ("protoPayload.resourceName", Fields.ResourceName),
        ("protoPayload.status.message", Fields.StatusDetail), ("protoPayload.status.code", Fields.ApiResponse), ("resource.type", Fields.ResourceType), ("resource.labels.project_id", Fields.CloudAccount),
        ("insertId", Fields.EventUid), ("logName", Fields.LogName), ("severity", Fields.LogLevel));

    private static readonly LogSource Source = new("", "gcp", "gcp.audit"), Login = new("", "gcp", "google_workspace.login"), Admin = new("", "gcp", "google_workspace.admin");

    public override DecoderCard Card { get; } = new("gcp-audit", "Google Cloud audit logs", "AuditLog v1, shape from common knowledge of it", LineShape.Json,
        """{"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","authenticationInfo":{"principalEmail":"ann@example.org"},"requestMetadata":{"callerIp":"203.0.113.7"},"serviceName":"storage.googleapis.com","methodName":"storage.buckets.delete","resourceName":"projects/_/buckets/tiles"},"insertId":"1a2b","resource":{"type":"gcs_bucket","labels":{"project_id":"city"}},"timestamp":"2026-03-01T11:59:58.123456789Z","severity":"NOTICE","logName":"projects/city/logs/cloudaudit.googleapis.com%2Factivity"}""");

    protected override bool Recognises(JsonTable table) => table.Has(Method) && table.Has(Service);

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, Timestamp);
        MemberWriter.Keep(table, Map, into);
        var method = table.Value(Method);
        // The name under which rules ask for it.
        into.SetUnmapped("gcp.audit.method_name"u8, method).Set(Fields.CloudProvider, "GCP"u8);
        var status = table.TryGet(Code, out var code) && !code.SequenceEqual("0"u8) ? 2 : 1;
        var source = table.Says(Service, "login.googleapis.com"u8) ? Login : table.Says(Service, "admin.googleapis.com"u8) ? Admin : Source;
        into.Is(EventClass.ApiActivity, ApiActivities.OfName(method[(method.LastIndexOf((byte)'.') + 1)..]), status, source);
        return true;
    }
}
