namespace Ward.Ingest.Names;

/// <summary>
/// Field names of Sigma's taxonomy, and of the Windows events that most rules speak of. Only names that mean the same: where OCSF has no
/// equal, the event's own name is looked for instead. Names that mean different things in different log sources say in which; Sysmon's are
/// those of its decoder (<see cref="SysmonNames"/>).
/// </summary>
internal static class SigmaNames
{
    internal static IReadOnlyList<FieldName> Table { get; } =
    [
        .. Everywhere("src_endpoint.ip", "src_ip", "source_ip", "SourceIp", "SourceIP", "src", "c-ip", "ClientIP", "IpAddress"),
        .. Everywhere("src_endpoint.port", "src_port", "source_port", "SourcePort", "IpPort"),
        .. Everywhere("src_endpoint.hostname", "src_host", "SourceHostname", "WorkstationName", "Workstation"),
        .. Everywhere("dst_endpoint.ip", "dst_ip", "destination_ip", "DestinationIp", "DestinationIP", "dst", "s-ip", "r-ip"),
        .. Everywhere("dst_endpoint.port", "dst_port", "destination_port", "DestinationPort", "s-port"),
        .. Everywhere("dst_endpoint.hostname", "dst_host", "DestinationHostname", "cs-host", "r-dns"),
        .. Everywhere("device.hostname", "Computer", "ComputerName", "hostname", "host", "HostName"),
        .. Everywhere("user.name", "user", "User", "username", "UserName", "TargetUserName", "cs-username"),
        .. Everywhere("actor.user.name", "SubjectUserName"),
        .. Everywhere("actor.user.uid", "SubjectUserSid"),
        .. Everywhere("actor.user.domain", "SubjectDomainName"),
        .. Everywhere("process.cmd_line", "CommandLine", "command_line", "ProcessCommandLine"),
        .. Everywhere("process.file.path", "Image", "NewProcessName"),
        .. Everywhere("process.pid", "ProcessId", "pid", "NewProcessId"),
        .. Everywhere("process.working_directory", "CurrentDirectory"),
        .. Everywhere("process.integrity", "IntegrityLevel"),
        .. Everywhere("process.parent_process.file.path", "ParentImage", "ParentProcessName"),
        .. Everywhere("process.parent_process.cmd_line", "ParentCommandLine"),
        .. Everywhere("process.parent_process.pid", "ParentProcessId"),
        .. Everywhere("auth_protocol", "AuthenticationPackageName"),
        .. Everywhere("logon_type", "LogonType"),
        .. Everywhere("connection_info.protocol_name", "Protocol", "protocol", "proto"),
        .. Everywhere("connection_info.direction", "direction"),
        .. Everywhere("traffic.bytes_in", "sc-bytes"),
        .. Everywhere("traffic.bytes_out", "cs-bytes"),
        .. Everywhere("http_request.http_method", "cs-method", "http_method", "method"),
        .. Everywhere("http_request.url.path", "cs-uri-stem", "c-uri", "cs-uri", "c-uri-stem"),
        .. Everywhere("http_request.url.query_string", "cs-uri-query", "c-uri-query"),
        .. Everywhere("http_request.user_agent", "cs-user-agent", "c-useragent", "UserAgent", "user_agent"),
        .. Everywhere("http_request.referrer", "cs-referer", "cs-referrer", "c-referer", "referer"),
        .. Everywhere("http_request.version", "cs-version", "c-version"),
        .. Everywhere("http_response.code", "sc-status", "http_status"),
        .. Everywhere("http_response.content_type", "c-mime-type", "cs-mime-type", "sc-mime-type"),
        .. Everywhere("query.hostname", "QueryName"),
        .. Everywhere("file.path", "TargetFilename"),
        .. Everywhere("reg_key.path", "TargetObject"),
        .. Everywhere("reg_value.data", "Details"),
        .. Everywhere("script.script_content.value", "ScriptBlockText"),
        .. Everywhere("share", "ShareName"),
        .. Everywhere("disposition", "action", "Action"),
        .. Everywhere("metadata.event_code", "EventID", "EventId", "event_id"),
        .. Everywhere("metadata.log_provider", "Provider_Name"),
        .. Everywhere("metadata.log_name", "Channel"),

        .. In(new("webserver", "", ""), Requested),
        .. In(new("webserver", "", ""), ("sc-bytes", "traffic.bytes_out"), ("cs-bytes", "traffic.bytes_in")),
        .. In(new("proxy", "", ""), Requested),
        .. In(new("antivirus", "", ""), ("Signature", "malware.name"), ("Filename", "file.path")),
        .. In(new("dns", "", ""), ("query", "query.hostname"), ("record_type", "query.type"), ("answer", "answers.rdata")),
        .. In(new("", "zeek", "dns"), ("query", "query.hostname"), ("qtype_name", "query.type"), ("answers", "answers.rdata"), ("rcode_name", "rcode")),
        .. In(new("", "zeek", "http"), ("uri", "http_request.url.path"), ("status_code", "http_response.code"), ("resp_mime_types", "http_response.content_type")),
        .. In(new("", "zeek", "smb_files"), ("path", "share"), ("name", "file.path")),
        .. In(new("", "windows", "system"), ("ServiceName", "win_service.name"), ("ImagePath", "win_service.cmd_line")),
        .. In(new("", "linux", "auditd"), ("exe", "process.file.path"), ("cwd", "process.working_directory")),
        .. In(new("", "aws", "cloudtrail"), ("eventName", "api.operation"), ("eventSource", "api.service.name"), ("sourceIPAddress", "src_endpoint.ip"), ("userAgent", "http_request.user_agent"), ("errorCode", "api.response.error"), ("awsRegion", "cloud.region")),
    ];

    /// <summary>What a client asked of a web server or proxy: Sigma's c-uri is the whole of it, stem and query are its parts.</summary>
    private static (string Name, string Path)[] Requested =>
        [("c-uri", "http_request.url.url_string"), ("cs-uri", "http_request.url.url_string"), ("cs-host", "http_request.url.hostname"), ("r-dns", "http_request.url.hostname")];

    private static IEnumerable<FieldName> Everywhere(string path, params IEnumerable<string> names) => names.Select(n => new FieldName(NameView.Sigma, n, path));

    private static IEnumerable<FieldName> In(LogSource source, params IEnumerable<(string Name, string Path)> names) => names.Select(n => new FieldName(NameView.Sigma, n.Name, n.Path, source));
}
