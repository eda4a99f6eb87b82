using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Cloud;

/// <summary>One record of Microsoft 365's unified audit log (Office 365 Management Activity API, common schema).</summary>
internal sealed class Microsoft365Decoder : JsonSource
{
    private static readonly MemberName Workload = new("Workload"), Operation = new("Operation"), RecordType = new("RecordType"), Created = new("CreationTime"), Result = new("ResultStatus");
    private static readonly MemberName ClientAddress = new("ClientIP"), ActorAddress = new("ActorIpAddress"), ClientAddressToo = new("ClientIPAddress");

    private static readonly (string, FieldId)[] Common =
    [
        ("Operation", Fields.ApiOperation), ("Workload", Fields.ApiService), ("Id", Fields.EventUid), ("OrganizationId", Fields.TenantUid),         ("ItemType", Fields.ResourceType), ("ResultStatus", Fields.Status), ("UserAgent", Fields.HttpAgent), ("LogonError", Fields.StatusDetail), ("SourceFileName", Fields.FileName),
    ];

    private static readonly FieldMap Call = new([.. Common, ("ObjectId", Fields.ResourceName), ("UserId", Fields.ActorUser), ("UserKey", Fields.ActorUserUid), ("UserType", Fields.ActorUserType)]);
    private static readonly FieldMap Login = new([.. Common, ("ObjectId", Fields.ServiceUid), ("UserId", Fields.UserName), ("UserKey", Fields.UserUid), ("UserType", Fields.UserType)]);
    private static readonly LogSource Source = new("", "m365", "audit");

    public override DecoderCard Card { get; } = new("m365-audit", "Microsoft 365 unified audit log", "the Management Activity API's schema", LineShape.Json,
        """{"CreationTime":"2026-03-01T11:59:58","Id":"7d2e","Operation":"UserLoginFailed","OrganizationId":"9f1c","RecordType":15,"ResultStatus":"Failed","UserKey":"10032001","UserType":0,"Version":1,"Workload":"AzureActiveDirectory","ClientIP":"203.0.113.7","ObjectId":"00000002","UserId":"ann@example.org","LogonError":"InvalidUserNameOrPassword"}""");

    protected override bool Recognises(JsonTable table) => table.Has(Workload) && table.Has(Operation) && (table.Has(RecordType) || table.Has(Created));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, Created);
        var operation = table.Value(Operation);
        var login = operation.SequenceEqual("UserLoggedIn"u8) || operation.SequenceEqual("UserLoginFailed"u8);
        MemberWriter.Keep(table, login ? Login : Call, into);
        if (table.TryGet(ClientAddress, out var address) || table.TryGet(ClientAddressToo, out address) || table.TryGet(ActorAddress, out address)) SetAddress(address, into);
        into.Set(Fields.CloudProvider, "Microsoft"u8);
        var result = table.Value(Result);
        var status = operation.SequenceEqual("UserLoginFailed"u8) || result.StartsWith("Fail"u8) || result.SequenceEqual("False"u8) ? 2
            : result.StartsWith("Succe"u8) || result.SequenceEqual("True"u8) || login ? 1 : 0;
        into.Is(login ? EventClass.Authentication : EventClass.ApiActivity, login ? 1 : ApiActivities.OfName(operation), status, Source);
        return true;
    }

    /// <summary>Written as address, as address:port, or as [address]:port.</summary>
    private static void SetAddress(ReadOnlySpan<byte> text, EventBuilder into)
    {
        ReadOnlySpan<byte> port = default;
        if (text.StartsWith("["u8) && text.IndexOf((byte)']') is var close and > 0)
        {
            port = text[(close + 1)..].TrimStart((byte)':');
            text = text[1..close];
        }
        else if (text.Count((byte)':') == 1)
        {
            var colon = text.IndexOf((byte)':');
            port = text[(colon + 1)..];
            text = text[..colon];
        }

        if (!Text.IsAddress(text)) return;
        into.Set(Fields.SourceIp, Text.Unmapped(text));
        if (Text.IsPort(port)) into.Set(Fields.SourcePort, port);
    }
}
