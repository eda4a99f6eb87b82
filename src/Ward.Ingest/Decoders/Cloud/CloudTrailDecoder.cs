using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Cloud;

/// <summary>One record of AWS CloudTrail. The source may be a service's name in place of an address, and is AWS's word: it proves nothing here.</summary>
internal sealed class CloudTrailDecoder : JsonSource
{
    private static readonly MemberName EventSource = new("eventSource"), EventName = new("eventName"), Region = new("awsRegion"), EventTime = new("eventTime"), ErrorCode = new("errorCode");
    private static readonly MemberName ReadOnly = new("readOnly"), ConsoleLogin = new("responseElements.ConsoleLogin"), SourceAddress = new("sourceIPAddress"), Version = new("eventVersion");
    private static readonly MemberName UserName = new("userIdentity.userName"), Issuer = new("userIdentity.sessionContext.sessionIssuer.userName"), MfaUsed = new("additionalEventData.MFAUsed");

    private static readonly (string, FieldId)[] Common =
    [
        ("eventName", Fields.ApiOperation), ("eventSource", Fields.ApiService), ("requestID", Fields.ApiRequest), ("errorCode", Fields.ApiError), ("errorMessage", Fields.ApiErrorMessage),
        ("apiVersion", Fields.ApiVersion), ("awsRegion", Fields.CloudRegion), ("recipientAccountId", Fields.CloudAccount), ("sourceIPAddress", Fields.SourceIp), ("userAgent", Fields.HttpAgent),
        ("eventID", Fields.EventUid), ("resources.ARN", Fields.ResourceUid), ("resources.type", Fields.ResourceType), ("tlsDetails.tlsVersion", Fields.TlsVersion),
    ];

    private static readonly FieldMap Call = new([.. Common, ("userIdentity.arn", Fields.ActorUserUid), ("userIdentity.type", Fields.ActorUserType)]);
    private static readonly FieldMap Login = new([.. Common, ("userIdentity.arn", Fields.UserUid), ("userIdentity.type", Fields.UserType)]);
    private static readonly LogSource Source = new("", "aws", "cloudtrail");

    public override DecoderCard Card { get; } = new("aws-cloudtrail", "AWS CloudTrail records", "eventVersion 1.05 to 1.11 by the record reference", LineShape.Json,
        """{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ann","accountId":"111122223333","userName":"ann"},"eventTime":"2026-03-01T11:59:58Z","eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.7","userAgent":"aws-cli/2.15","readOnly":false,"eventID":"b2c3","recipientAccountId":"111122223333"}""");

    protected override bool Recognises(JsonTable table) => table.Has(EventSource) && table.Has(EventName) && (table.Has(Region) || table.Has(Version));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, EventTime);
        var login = table.TryGet(ConsoleLogin, out var outcome);
        MemberWriter.Keep(table, login ? Login : Call, into);
        // An assumed role's session has no name of its own; the role's stands for it.
        if (table.TryGet(UserName, out var user) || table.TryGet(Issuer, out user)) into.Set(login ? Fields.UserName : Fields.ActorUser, user);
        if (table.TryGet(SourceAddress, out var address) && address.Length > 0 && !into.Event.TryGet(Fields.SourceIp, out _)) into.Set(Fields.SourceDomain, address);
        if (table.TryGet(MfaUsed, out var mfa)) into.Set(Fields.IsMfa, mfa.SequenceEqual("Yes"u8) ? "true"u8 : "false"u8);
        into.Set(Fields.CloudProvider, "AWS"u8);
        if (login) into.Is(EventClass.Authentication, 1, outcome.SequenceEqual("Success"u8) ? 1 : 2, Source);
        else into.Is(EventClass.ApiActivity, table.Says(ReadOnly, "true"u8) ? ApiActivities.Read : ApiActivities.OfName(table.Value(EventName)), table.Has(ErrorCode) ? 2 : 1, Source);
        return true;
    }
}
