using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Network;

/// <summary>Suricata's EVE log: one object a line, told apart by <c>event_type</c>.</summary>
internal sealed class SuricataDecoder : JsonSource
{
    private static readonly MemberName EventType = new("event_type"), Timestamp = new("timestamp"), FlowId = new("flow_id"), SourceIp = new("src_ip");
    private static readonly MemberName AlertAction = new("alert.action"), Method = new("http.http_method"), Status = new("http.status"), DnsType = new("dns.type"), DnsCode = new("dns.rcode");
    private static readonly MemberName TcpState = new("tcp.state"), FlowState = new("flow.state"), Proto = new("proto"), SmbCommand = new("smb.command"), SmbDisposition = new("smb.disposition"), DhcpType = new("dhcp.dhcp_type");
    private static readonly MemberName Host = new("host"), Age = new("flow.age"), Flags = new("tcp.tcp_flags"), Url = new("http.url"), Severity = new("alert.severity");

    private static readonly (string, FieldId)[] Flow =
    [
        ("src_ip", Fields.SourceIp), ("src_port", Fields.SourcePort), ("dest_ip", Fields.DestinationIp), ("dest_port", Fields.DestinationPort), ("proto", Fields.Protocol),
        ("flow_id", Fields.ConnectionUid), ("community_id", Fields.Community), ("app_proto", Fields.AppName), ("in_iface", Fields.InterfaceIn), ("ether.src_mac", Fields.SourceMac),
        ("ether.dest_mac", Fields.DestinationMac), ("flow.bytes_toserver", Fields.BytesOut), ("flow.bytes_toclient", Fields.BytesIn), ("flow.pkts_toserver", Fields.PacketsOut),
        ("flow.pkts_toclient", Fields.PacketsIn),
        ("alert.signature", Fields.FindingTitle), ("alert.signature_id", Fields.AnalyticUid), ("alert.category", Fields.FindingTypes), ("alert.metadata.mitre_technique_id", Fields.Technique),
        ("alert.metadata.mitre_tactic_name", Fields.Tactic),
        ("http.hostname", Fields.HttpHost), ("http.url", Fields.HttpUrl), ("http.http_user_agent", Fields.HttpAgent), ("http.http_method", Fields.HttpMethod), ("http.http_refer", Fields.HttpReferrer),
        ("http.protocol", Fields.HttpVersion), ("http.status", Fields.HttpStatus), ("http.length", Fields.HttpResponseLength), ("http.http_content_type", Fields.HttpContentType), ("http.xff", Fields.HttpForwardedFor),
        ("dns.rrname", Fields.DnsQuery), ("dns.queries.rrname", Fields.DnsQuery), ("dns.query.rrname", Fields.DnsQuery), ("dns.rrtype", Fields.DnsQueryType), ("dns.queries.rrtype", Fields.DnsQueryType),
        ("dns.query.rrtype", Fields.DnsQueryType), ("dns.id", Fields.DnsTransaction), ("dns.answers.rdata", Fields.DnsAnswer), ("dns.answers.rrtype", Fields.DnsAnswerType), ("dns.answers.ttl", Fields.DnsTtl), ("dns.rcode", Fields.DnsResponse),
        ("tls.version", Fields.TlsVersion), ("tls.sni", Fields.TlsSni), ("tls.subject", Fields.TlsSubject), ("tls.issuerdn", Fields.TlsIssuer), ("tls.serial", Fields.TlsSerial), ("tls.fingerprint", Fields.TlsFingerprint),
        ("tls.ja3.hash", Fields.Ja3), ("tls.ja3s.hash", Fields.Ja3s), ("tls.ja4", Fields.Ja4),
        ("fileinfo.filename", Fields.FileName), ("fileinfo.size", Fields.FileSize), ("fileinfo.sha256", Fields.FileHash), ("fileinfo.magic", Fields.FileMime),
        ("ssh.client.software_version", Fields.SshClient), ("ssh.client.hassh.hash", Fields.ClientHassh), ("ssh.server.hassh.hash", Fields.ServerHassh),
        ("smb.command", Fields.SmbCommand), ("smb.share", Fields.SmbShare), ("smb.share_type", Fields.SmbShareType), ("smb.filename", Fields.FilePath), ("smb.ntlmssp.user", Fields.UserName),
        ("smb.ntlmssp.domain", Fields.UserDomain), ("smb.status", Fields.Status), ("smb.status_code", Fields.StatusCode),
        ("modbus.request.unit_id", Fields.OtUnit), ("modbus.request.function_raw", Fields.OtFunction), ("modbus.request.function_code", Fields.OtFunctionName), ("modbus.request.read.address", Fields.OtAddress),
        ("modbus.request.read.quantity", Fields.OtQuantity), ("modbus.request.write.address", Fields.OtAddress), ("modbus.request.write.data", Fields.OtValue), ("modbus.response.exception.code", Fields.OtException),
        ("dnp3.src", Fields.OtSource), ("dnp3.dst", Fields.OtDestination),
        ("dnp3.request.src", Fields.OtSource), ("dnp3.request.dst", Fields.OtDestination), ("dnp3.response.src", Fields.OtSource), ("dnp3.response.dst", Fields.OtDestination),
        ("mqtt.publish.topic", Fields.OtPoint), ("mqtt.publish.message", Fields.OtValue), ("mqtt.subscribe.topics.topic", Fields.OtPoint), ("mqtt.unsubscribe.topics", Fields.OtPoint), ("mqtt.connect.client_id", Fields.SourceUid), ("mqtt.connect.username", Fields.UserName),
        ("snmp.pdu_type", Fields.OtFunctionName), ("snmp.vars", Fields.OtPoint), ("anomaly.event", Fields.ActivityName), ("anomaly.type", Fields.StatusDetail),
        ("email.from", Fields.EmailFrom), ("email.to", Fields.EmailTo), ("smtp.mail_from", Fields.EmailFrom), ("drop.reason", Fields.StatusDetail),
    ];

    private static readonly FieldMap Map = new(Flow);
    private static readonly NameMap<LogSource> Sources = new([.. new[] { "alert", "http", "dns", "tls", "flow", "netflow", "fileinfo", "ssh", "smb", "modbus", "dnp3", "mqtt", "snmp", "anomaly", "drop", "stats" }
        .Select(t => (t, new LogSource(t == "dns" ? "dns" : t == "http" ? "proxy" : t is "drop" ? "firewall" : t is "modbus" or "dnp3" or "mqtt" or "snmp" ? "ot" : "", "suricata", t)))]);

    private static readonly LogSource Other = new("", "suricata", "");

    public override DecoderCard Card { get; } = new("suricata", "Suricata EVE JSON", "5 to 8 by the records that suricata-verify expects", LineShape.Json,
        """{"timestamp":"2026-03-01T11:59:58.123456+0000","flow_id":1790512345678901,"in_iface":"eth0","event_type":"alert","src_ip":"203.0.113.7","src_port":50122,"dest_ip":"192.0.2.1","dest_port":502,"proto":"TCP","alert":{"action":"blocked","gid":1,"signature_id":2400001,"rev":3,"signature":"Write to a controller from outside","category":"Attempted Administrator Privilege Gain","severity":1}}""")
    {
        Verified = "suricata-verify: the EVE records that its tests expect of alert, anomaly, flow, dnp3, modbus, mqtt, snmp; no file that Suricata wrote",
        Proves = "events of TCP whose record says that the session was established (tcp.state)",
    };

    protected override bool Recognises(JsonTable table) => table.Has(EventType) && table.Has(Timestamp) && (table.Has(FlowId) || table.Has(SourceIp) || table.Says(EventType, "stats"u8));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, Timestamp);
        MemberWriter.Keep(table, Map, into);
        if (table.TryGet(Host, out var sensor)) into.Set(Fields.DeviceName, sensor);
        if (table.TryGet(Url, out var url)) HttpRequestLine.SetTarget(url, into);
        if (table.TryGet(Age, out var seconds)) Durations.SetSeconds(seconds, into);
        if (table.TryGet(Flags, out var bits)) TcpFlags.SetHex(bits, into);
        into.Set(Fields.LogProvider, "suricata"u8);
        var type = table.Value(EventType);
        var (eventClass, activity, status) = Meaning(type, table, into);
        into.Is(eventClass, activity, status, Sources.TryFind(type, out var source) ? source : Other);
        into.Proven(table.Says(Proto, "TCP"u8) && IsEstablished(table.Value(TcpState)));
        return true;
    }

    /// <summary>States that TCP reaches only through a completed handshake; "closed" may also follow a refusal.</summary>
    private static bool IsEstablished(ReadOnlySpan<byte> state) =>
        state.SequenceEqual("established"u8) || state.StartsWith("fin_wait"u8) || state.SequenceEqual("time_wait"u8) || state.SequenceEqual("close_wait"u8) || state.SequenceEqual("last_ack"u8);

    private static (EventClass, int, int) Meaning(ReadOnlySpan<byte> type, JsonTable table, EventBuilder into)
    {
        switch (type)
        {
            case var _ when type.SequenceEqual("alert"u8):
                var blocked = table.Says(AlertAction, "blocked"u8);
                into.Set(Fields.Disposition, blocked ? "Blocked"u8 : "Alert"u8);
                SetSeverity(table.Value(Severity), into);
                return (EventClass.DetectionFinding, 1, 0);
            case var _ when type.SequenceEqual("http"u8):
                return (EventClass.HttpActivity, HttpRequestLine.ActivityOf(table.Value(Method)), table.TryGet(Status, out var code) && code.Length == 3 ? (code[0] is (byte)'4' or (byte)'5' ? 2 : 1) : 0);
            case var _ when type.SequenceEqual("dns"u8):
                var answer = table.Says(DnsType, "answer"u8) || table.Says(DnsType, "response"u8);
                return (EventClass.DnsActivity, answer ? 2 : 1, table.TryGet(DnsCode, out var rcode) ? (rcode.SequenceEqual("NOERROR"u8) ? 1 : 2) : 0);
            case var _ when type.SequenceEqual("flow"u8) || type.SequenceEqual("netflow"u8):
                return (EventClass.NetworkActivity, table.Says(FlowState, "closed"u8) ? 2 : 6, 0);
            case var _ when type.SequenceEqual("tls"u8):
                return (EventClass.NetworkActivity, 1, 0);
            case var _ when type.SequenceEqual("ssh"u8):
                return (EventClass.SshActivity, 1, 0);
            case var _ when type.SequenceEqual("smb"u8):
                return (EventClass.SmbActivity, table.Says(SmbCommand, "SMB2_COMMAND_CREATE"u8) && table.Says(SmbDisposition, "FILE_OPEN"u8) ? 2 : 99, 0);
            case var _ when type.SequenceEqual("fileinfo"u8):
                return (EventClass.FileHosting, 99, 0);
            case var _ when type.SequenceEqual("drop"u8):
                into.Set(Fields.Disposition, "Dropped"u8);
                return (EventClass.NetworkActivity, 5, 2);
            case var _ when type.SequenceEqual("anomaly"u8):
                return (EventClass.NetworkActivity, 99, 0);
            case var _ when type.SequenceEqual("modbus"u8) || type.SequenceEqual("dnp3"u8) || type.SequenceEqual("mqtt"u8) || type.SequenceEqual("snmp"u8):
                return (EventClass.NetworkActivity, 6, SuricataOt.Write(type, table, into));
            case var _ when type.SequenceEqual("dhcp"u8):
                var kind = table.Value(DhcpType);
                return (EventClass.DhcpActivity, kind.SequenceEqual("discover"u8) ? 1 : kind.SequenceEqual("offer"u8) ? 2 : kind.SequenceEqual("request"u8) ? 3 : kind.SequenceEqual("ack"u8) ? 5 : kind.SequenceEqual("nak"u8) ? 6 : 99, 0);
            default:
                // stats, and what later versions add: kept with all members.
                return (EventClass.Base, 0, 0);
        }
    }

    /// <summary>Suricata counts from 1, the worst; the model from 1, the mildest.</summary>
    private static void SetSeverity(ReadOnlySpan<byte> severity, EventBuilder into)
    {
        if (severity.SequenceEqual("1"u8)) into.Set(Fields.SeverityId, "4"u8);
        else if (severity.SequenceEqual("2"u8)) into.Set(Fields.SeverityId, "3"u8);
        else if (severity.SequenceEqual("3"u8)) into.Set(Fields.SeverityId, "2"u8);
        else if (severity.SequenceEqual("4"u8)) into.Set(Fields.SeverityId, "1"u8);
    }
}
