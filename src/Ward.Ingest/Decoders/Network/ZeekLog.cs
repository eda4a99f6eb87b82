using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Network;

/// <summary>One of Zeek's logs: its path, what its lines mean, and a member that only it has (its JSON form need not name the path).</summary>
/// <param name="Mark">A member that with <c>ts</c> tells this log from the others; null where only <c>_path</c> can.</param>
/// <param name="Class">OCSF class.</param>
/// <param name="Activity">OCSF activity_id where no member says more.</param>
/// <param name="Source">Product zeek, service the path; the category where Sigma has one for the same traffic.</param>
/// <param name="Map">Its members and the fields that say the same.</param>
/// <param name="OtProtocol">The value of ot.protocol; empty where the log is of no such protocol.</param>
internal sealed record ZeekLog(MemberName? Mark, EventClass Class, int Activity, LogSource Source, FieldMap Map, byte[] OtProtocol)
{
    private static readonly (string, FieldId)[] Flow =
    [
        ("id.orig_h", Fields.SourceIp), ("id.orig_p", Fields.SourcePort), ("id.resp_h", Fields.DestinationIp), ("id.resp_p", Fields.DestinationPort), ("uid", Fields.ConnectionUid),
        ("proto", Fields.Protocol), ("_system_name", Fields.DeviceName), ("community_id", Fields.Community),
    ];

    /// <summary>A log that is not in the table, as scripts and packages add them.</summary>
    public static readonly ZeekLog Unknown = Make("", null, EventClass.NetworkActivity, 6);

    /// <summary>From the most particular mark to the least.</summary>
    public static readonly ZeekLog[] All =
    [
        Make("conn", "conn_state", EventClass.NetworkActivity, 6, "firewall", "",
            ("service", Fields.AppName), ("orig_bytes", Fields.BytesOut), ("resp_bytes", Fields.BytesIn), ("orig_pkts", Fields.PacketsOut),
            ("resp_pkts", Fields.PacketsIn), ("history", Fields.ConnectionState), ("orig_l2_addr", Fields.SourceMac), ("resp_l2_addr", Fields.DestinationMac)),
        Make("dns", "qtype_name", EventClass.DnsActivity, 6, "dns", "", Dns),
        Make("dns", "trans_id", EventClass.DnsActivity, 6, "dns", "", Dns),
        Make("http", "trans_depth", EventClass.HttpActivity, 0, "proxy", "",
            ("method", Fields.HttpMethod), ("host", Fields.HttpHost), ("uri", Fields.HttpUrl), ("referrer", Fields.HttpReferrer), ("user_agent", Fields.HttpAgent), ("version", Fields.HttpVersion),
            ("status_code", Fields.HttpStatus), ("status_msg", Fields.StatusDetail), ("request_body_len", Fields.HttpBodyLength), ("response_body_len", Fields.HttpResponseLength),
            ("username", Fields.UserName), ("resp_mime_types", Fields.HttpContentType)),
        Make("modbus", "func", EventClass.NetworkActivity, 6, "", "modbus", ("func", Fields.OtFunctionName), ("exception", Fields.OtException), ("unit", Fields.OtUnit)),
        Make("dnp3", "fc_request", EventClass.NetworkActivity, 6, "", "dnp3", ("fc_request", Fields.OtFunctionName), ("iin", Fields.OtStatus)),
        Make("dnp3", "fc_reply", EventClass.NetworkActivity, 6, "", "dnp3", ("fc_reply", Fields.OtFunctionName), ("iin", Fields.OtStatus)),
        Make("mqtt_connect", "connect_status", EventClass.NetworkActivity, 1, "", "mqtt", ("client_id", Fields.SourceUid), ("connect_status", Fields.StatusDetail), ("will_topic", Fields.OtPoint)),
        Make("mqtt_publish", "payload_len", EventClass.NetworkActivity, 6, "", "mqtt", ("topic", Fields.OtPoint), ("payload", Fields.OtValue), ("status", Fields.StatusDetail)),
        Make("mqtt_subscribe", "granted_qos_level", EventClass.NetworkActivity, 6, "", "mqtt", ("topics", Fields.OtPoint), ("action", Fields.OtFunctionName)),
        Make("ssh", "hasshVersion", EventClass.SshActivity, 1, "", "", Ssh),
        Make("ssh", "auth_attempts", EventClass.SshActivity, 1, "", "", Ssh),
        Make("ssl", "ssl_history", EventClass.NetworkActivity, 1, "", "", Ssl),
        Make("ssl", "resumed", EventClass.NetworkActivity, 1, "", "", Ssl),
        Make("x509", "certificate.serial", EventClass.NetworkActivity, 6, "", "",
            ("certificate.serial", Fields.TlsSerial), ("certificate.subject", Fields.TlsSubject), ("certificate.issuer", Fields.TlsIssuer), ("fingerprint", Fields.TlsFingerprint)),
        Make("smb_mapping", "share_type", EventClass.SmbActivity, 99, "", "", ("path", Fields.SmbShare), ("share_type", Fields.SmbShareType)),
        Make("smb_files", null, EventClass.SmbActivity, 99, "", "", ("path", Fields.SmbShare), ("name", Fields.FilePath), ("size", Fields.FileSize), ("action", Fields.SmbCommand)),
        Make("dce_rpc", "endpoint", EventClass.NetworkActivity, 6, "", "", ("operation", Fields.ApiOperation), ("endpoint", Fields.ApiService)),
        Make("kerberos", "request_type", EventClass.Authentication, 0, "", "", ("client", Fields.UserName), ("service", Fields.ServiceName), ("error_msg", Fields.StatusDetail)),
        Make("ntlm", "domainname", EventClass.Authentication, 1, "", "", ("username", Fields.UserName), ("domainname", Fields.UserDomain), ("hostname", Fields.SourceHost)),
        Make("notice", "note", EventClass.DetectionFinding, 1, "", "",
            ("note", Fields.FindingTitle), ("msg", Fields.Message), ("sub", Fields.FindingDescription), ("src", Fields.SourceIp), ("dst", Fields.DestinationIp), ("p", Fields.DestinationPort), ("fuid", Fields.FindingUid)),
        Make("software", "software_type", EventClass.SoftwareInfo, 1, "", "", ("host", Fields.DeviceIp), ("name", Fields.PackageName), ("unparsed_version", Fields.PackageVersion)),
        Make("dhcp", "msg_types", EventClass.DhcpActivity, 0, "", "",
            ("client_addr", Fields.SourceIp), ("server_addr", Fields.DestinationIp), ("mac", Fields.SourceMac), ("host_name", Fields.SourceHost), ("assigned_addr", Fields.DeviceIp), ("lease_time", Fields.LeaseDuration)),
        Make("rdp", "security_protocol", EventClass.RdpActivity, 3, "", "", ("cookie", Fields.UserName), ("result", Fields.StatusDetail), ("client_name", Fields.SourceHost)),
        Make("smtp", "helo", EventClass.EmailActivity, 99, "", "",
            ("mailfrom", Fields.EmailFrom), ("rcptto", Fields.EmailTo), ("from", Fields.EmailFrom), ("subject", Fields.EmailSubject), ("msg_id", Fields.EmailMessageId), ("last_reply", Fields.StatusDetail)),
        Make("ftp", "reply_code", EventClass.FtpActivity, 0, "", "", ("user", Fields.UserName), ("command", Fields.SmbCommand), ("reply_code", Fields.StatusCode), ("reply_msg", Fields.StatusDetail), ("arg", Fields.FilePath)),
        Make("tunnel", "tunnel_type", EventClass.TunnelActivity, 0),
        Make("files", "analyzers", EventClass.FileHosting, 99, "", "",
            ("filename", Fields.FileName), ("mime_type", Fields.FileMime), ("sha256", Fields.FileHash), ("total_bytes", Fields.FileSize), ("source", Fields.AppName),
            ("tx_hosts", Fields.SourceIp), ("rx_hosts", Fields.DestinationIp)),
        Make("weird", "notice", EventClass.NetworkActivity, 99, "", "", ("name", Fields.ActivityName), ("addl", Fields.StatusDetail)),
        Make("known_services", "port_num", EventClass.InventoryInfo, 1, "", "", ("host", Fields.DeviceIp), ("service", Fields.AppName)),
        Make("known_hosts", null, EventClass.InventoryInfo, 1, "", "", ("host", Fields.DeviceIp)),
    ];

    private static (string, FieldId)[] Dns =>
    [
        ("query", Fields.DnsQuery), ("qtype_name", Fields.DnsQueryType), ("qclass_name", Fields.DnsQueryClass), ("trans_id", Fields.DnsTransaction), ("answers", Fields.DnsAnswer),
        ("TTLs", Fields.DnsTtl), ("rcode_name", Fields.DnsResponse),
    ];

    private static (string, FieldId)[] Ssh =>
        [("client", Fields.SshClient), ("hassh", Fields.ClientHassh), ("hasshServer", Fields.ServerHassh), ("direction", Fields.Direction)];

    private static (string, FieldId)[] Ssl =>
    [
        ("version", Fields.TlsVersion), ("cipher", Fields.TlsCipher), ("server_name", Fields.TlsSni), ("subject", Fields.TlsSubject), ("issuer", Fields.TlsIssuer), ("ja3", Fields.Ja3), ("ja3s", Fields.Ja3s),
        ("ja4", Fields.Ja4),
    ];

    /// <summary>The log of a path; <see cref="Unknown"/> where the table has none.</summary>
    public static ZeekLog Of(ReadOnlySpan<byte> path)
    {
        foreach (var log in All)
            if (System.Text.Ascii.Equals(path, log.Source.Service)) return log;
        return Unknown;
    }

    private static ZeekLog Make(string path, string? mark, EventClass eventClass, int activity, string category = "", string protocol = "", params (string, FieldId)[] rows) =>
        new(mark is null ? null : new MemberName(mark), eventClass, activity, new LogSource(category, "zeek", path), new FieldMap([.. Flow, .. rows]), System.Text.Encoding.ASCII.GetBytes(protocol));
}
