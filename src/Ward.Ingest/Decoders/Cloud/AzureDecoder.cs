using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Cloud;

/// <summary>
/// Diagnostic records of Entra ID and Azure (time, category, operationName, properties), and sign-ins as Microsoft Graph gives them.
/// Rules name members as the portal's tables do, so each is kept under its path, without 'properties', and with a capital.
/// </summary>
internal sealed class AzureDecoder : JsonSource
{
    private const int LongestName = 256;
    private static readonly MemberName Category = new("category"), Operation = new("operationName"), ResultType = new("resultType"), EventTime = new("time"), Created = new("createdDateTime");
    private static readonly MemberName GraphUser = new("userPrincipalName"), GraphApp = new("appDisplayName"), GraphError = new("status.errorCode"), GraphAddress = new("ipAddress"), Resource = new("resourceId"), Tenant = new("tenantId");

    private static readonly FieldMap Map = new(
        ("operationName", Fields.ApiOperation), ("callerIpAddress", Fields.SourceIp), ("correlationId", Fields.CorrelationUid), ("resourceId", Fields.ResourceUid), ("resultDescription", Fields.StatusDetail),
        ("resultType", Fields.StatusCode), ("tenantId", Fields.TenantUid), ("identity", Fields.ActorUser), ("level", Fields.LogLevel), ("caller", Fields.ActorUser), ("properties.appDisplayName", Fields.AppName),
        ("properties.initiatedBy.user.userPrincipalName", Fields.ActorUser), ("properties.initiatedBy.user.id", Fields.ActorUserUid), ("properties.targetResources.displayName", Fields.ResourceName),
        ("properties.targetResources.type", Fields.ResourceType), ("properties.ipAddress", Fields.SourceIp), ("properties.riskEventType", Fields.FindingTitle));

    private static readonly FieldMap SignIn = new(
        ("callerIpAddress", Fields.SourceIp), ("ipAddress", Fields.SourceIp), ("properties.ipAddress", Fields.SourceIp), ("correlationId", Fields.CorrelationUid), ("tenantId", Fields.TenantUid),
        ("properties.userPrincipalName", Fields.UserName), ("userPrincipalName", Fields.UserName), ("properties.userId", Fields.UserUid), ("userId", Fields.UserUid),
        ("properties.appDisplayName", Fields.AppName), ("appDisplayName", Fields.AppName), ("properties.userAgent", Fields.HttpAgent), ("userAgent", Fields.HttpAgent),
        ("properties.status.failureReason", Fields.StatusDetail), ("status.failureReason", Fields.StatusDetail), ("resultType", Fields.StatusCode), ("status.errorCode", Fields.StatusCode),
        ("location", Fields.SourceCountry), ("properties.location.countryOrRegion", Fields.SourceCountry), ("location.countryOrRegion", Fields.SourceCountry), ("location.city", Fields.SourceCity),
        ("properties.location.city", Fields.SourceCity), ("properties.id", Fields.EventUid), ("id", Fields.EventUid));

    private static readonly LogSource SignIns = new("", "azure", "signinlogs"), Audit = new("", "azure", "auditlogs"), Activity = new("", "azure", "activitylogs"), Risk = new("", "azure", "riskdetection"), Other = new("", "azure", "");

    public override DecoderCard Card { get; } = new("azure", "Entra ID sign-ins, audit and risk; Azure activity", "diagnostic export and Graph v1.0 by their references", LineShape.Json,
        """{"time":"2026-03-01T11:59:58.1234567Z","resourceId":"/tenants/9f1c/providers/Microsoft.aadiam","operationName":"Sign-in activity","category":"SignInLogs","resultType":"50126","resultDescription":"Invalid username or password.","tenantId":"9f1c","callerIpAddress":"203.0.113.7","correlationId":"c7","properties":{"userPrincipalName":"ann@example.org","appDisplayName":"Portal","authenticationRequirement":"singleFactorAuthentication","status":{"errorCode":50126}}}""");

    protected override bool Recognises(JsonTable table) => IsGraphSignIn(table) || (table.Has(Category) && table.Has(Operation) && (table.Has(Resource) || table.Has(Tenant)));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, EventTime, Created);
        var category = table.Value(Category);
        var signIn = IsGraphSignIn(table) || category.EndsWith("SignInLogs"u8);
        for (var i = 0; i < table.Count; i++)
        {
            MemberWriter.Keep(table.NameAt(i), table.HashAt(i), table.ValueAt(i), signIn ? SignIn : Map, into);
            KeepAsInTables(table.NameAt(i), table.ValueAt(i), into);
        }

        into.Set(Fields.CloudProvider, "Azure"u8);
        var code = table.TryGet(ResultType, out var result) ? result : table.Value(GraphError);
        var status = code.Length == 0 ? 0 : code.SequenceEqual("0"u8) || code.StartsWith("Succe"u8) || code.SequenceEqual("Start"u8) || code.SequenceEqual("Accept"u8) ? 1 : 2;
        if (signIn)
        {
            into.SetUnmapped("Status"u8, status == 1 ? "Success"u8 : "Failure"u8);
            into.Is(EventClass.Authentication, 1, status, SignIns);
        }
        else if (category.EndsWith("RiskEvents"u8) || category.StartsWith("Risky"u8))
        {
            into.Is(EventClass.DetectionFinding, 1, 0, Risk);
        }
        else
        {
            // Azure's operations end with what they do: ".../write".
            var operation = table.Value(Operation);
            var verb = operation[(operation.LastIndexOf((byte)'/') + 1)..];
            var activity = System.Text.Ascii.EqualsIgnoreCase(verb, "write"u8) ? ApiActivities.Update : ApiActivities.OfName(verb);
            into.Is(EventClass.ApiActivity, activity, status, category.SequenceEqual("AuditLogs"u8) ? Audit : IsActivity(category) ? Activity : Other);
        }

        return true;
    }

    private static bool IsGraphSignIn(JsonTable table) => table.Has(GraphUser) && table.Has(GraphApp) && table.Has(GraphError) && table.Has(GraphAddress);

    private static bool IsActivity(ReadOnlySpan<byte> category) =>
        category.SequenceEqual("Administrative"u8) || category.SequenceEqual("Security"u8) || category.SequenceEqual("Policy"u8) || category.SequenceEqual("Alert"u8) || category.SequenceEqual("Action"u8)
        || category.SequenceEqual("ServiceHealth"u8) || category.SequenceEqual("Autoscale"u8) || category.SequenceEqual("Write"u8) || category.SequenceEqual("Delete"u8);

    private static void KeepAsInTables(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, EventBuilder into)
    {
        var inner = name.StartsWith("properties."u8) ? name["properties.".Length..] : name;
        if (inner.Length is 0 or > LongestName) return;
        if (inner.Length < name.Length) into.SetUnmapped(inner, value);
        if (inner[0] is < (byte)'a' or > (byte)'z') return;
        Span<byte> capital = stackalloc byte[LongestName];
        inner.CopyTo(capital);
        capital[0] -= 32;
        into.SetUnmapped(capital[..inner.Length], value);
    }
}
