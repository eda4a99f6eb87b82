namespace Ward.Ingest.Decoders.Json;

/// <summary>
/// Samba's audit of authentications and authorisations as JSON. The remote address is the socket's peer; over SMB and LDAP, which are TCP,
/// a finished exchange proves it, while a request to the Kerberos service may be a single datagram.
/// </summary>
internal sealed class SambaAuditDecoder : JsonSource
{
    private static readonly MemberName Kind = new("type"), Timestamp = new("timestamp");
    private static readonly MemberName LogonStatus = new("Authentication.status"), LogonRemote = new("Authentication.remoteAddress"), LogonService = new("Authentication.serviceDescription");
    private static readonly MemberName SessionRemote = new("Authorization.remoteAddress"), SessionService = new("Authorization.serviceDescription");
    private static readonly MemberName PasswordStatus = new("passwordChange.statusCode"), PasswordAction = new("passwordChange.action"), PasswordRemote = new("passwordChange.remoteAddress"), GroupAction = new("groupChange.action");

    private static readonly FieldMap Map = new(
        ("Authentication.clientAccount", Fields.UserName), ("Authentication.clientDomain", Fields.UserDomain), ("Authentication.becameSid", Fields.UserUid), ("Authentication.workstation", Fields.SourceHost),
        ("Authentication.status", Fields.StatusDetail), ("Authentication.serviceDescription", Fields.ServiceName), ("Authentication.passwordType", Fields.AuthProtocol), ("Authentication.logonType", Fields.LogonTypeId),
        ("Authentication.logonId", Fields.SessionUid),
        ("Authorization.account", Fields.UserName), ("Authorization.domain", Fields.UserDomain), ("Authorization.sid", Fields.UserUid), ("Authorization.serviceDescription", Fields.ServiceName),
        ("Authorization.authType", Fields.AuthProtocol), ("Authorization.sessionId", Fields.SessionUid),
        ("passwordChange.userSid", Fields.ActorUserUid), ("passwordChange.dn", Fields.UserName), ("groupChange.user", Fields.UserName), ("groupChange.group", Fields.GroupName), ("groupChange.userSid", Fields.ActorUserUid));

    private static readonly LogSource Source = new("", "samba", "auth_audit");

    public override DecoderCard Card { get; } = new("samba-audit", "Samba: auth_json_audit and its kin", "4.9 and later by its manual", LineShape.Json,
        """{"timestamp":"2026-03-01T11:59:58.123456+0000","type":"Authentication","Authentication":{"version":{"major":1,"minor":2},"eventId":4625,"logonType":3,"status":"NT_STATUS_WRONG_PASSWORD","localAddress":"ipv4:192.0.2.1:445","remoteAddress":"ipv4:203.0.113.7:50122","serviceDescription":"SMB2","authDescription":null,"clientDomain":"CITY","clientAccount":"ann","workstation":"DESK-7","passwordType":"NTLMv2","duration":5312}}""")
    {
        Proves = "authentications and authorisations over SMB and LDAP",
    };

    protected override bool Recognises(JsonTable table) => table.Has(Kind) && table.Has(Timestamp) && (table.Has(LogonStatus) || table.Has(SessionRemote) || table.Has(PasswordAction) || table.Has(GroupAction));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, Timestamp);
        MemberWriter.Keep(table, Map, into);
        into.Set(Fields.LogProvider, "samba"u8);
        if (table.Has(LogonStatus))
        {
            into.Is(EventClass.Authentication, 1, table.Says(LogonStatus, "NT_STATUS_OK"u8) ? 1 : 2, Source);
            SetRemote(table.Value(LogonRemote), table.Value(LogonService), into);
        }
        else if (table.Has(SessionRemote))
        {
            into.Is(EventClass.AuthorizeSession, 0, 1, Source);
            SetRemote(table.Value(SessionRemote), table.Value(SessionService), into);
        }
        else if (table.TryGet(PasswordAction, out var action))
        {
            into.Is(EventClass.UserManagement, action.SequenceEqual("Reset"u8) ? 9 : 8, table.TryGet(PasswordStatus, out var code) ? (code.SequenceEqual("0"u8) ? 1 : 2) : 0, Source);
            SetRemote(table.Value(PasswordRemote), default, into);
        }
        else
        {
            into.Is(EventClass.GroupManagement, table.Says(GroupAction, "Added"u8) ? 3 : table.Says(GroupAction, "Removed"u8) ? 4 : 9, 1, Source);
        }

        return true;
    }

    /// <summary>"ipv4:203.0.113.7:50122": family, address, port.</summary>
    private static void SetRemote(ReadOnlySpan<byte> remote, ReadOnlySpan<byte> service, EventBuilder into)
    {
        if (!remote.StartsWith("ipv4:"u8) && !remote.StartsWith("ipv6:"u8)) return;
        var rest = remote[5..];
        var colon = rest.LastIndexOf((byte)':');
        if (colon <= 0 || !Decoders.Text.IsAddress(rest[..colon]) || !Decoders.Text.IsPort(rest[(colon + 1)..])) return;
        into.Set(Fields.SourceIp, Decoders.Text.Unmapped(rest[..colon])).Set(Fields.SourcePort, rest[(colon + 1)..]);
        into.Proven(service.SequenceEqual("SMB"u8) || service.SequenceEqual("SMB2"u8) || service.SequenceEqual("LDAP"u8));
    }
}
