namespace Ward.Ingest.Names;

/// <summary>
/// Field names of Sigma's taxonomy, and of the Windows events that most rules speak of. Only names that mean the same: where OCSF has no
/// equal, the event's own name is looked for instead. Names that mean different things in different log sources say in which.
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

        .. In(new("process_creation", "", ""), ("User", "process.user.name"), ("Hashes", "process.file.hashes.value"), ("ProcessGuid", "process.uid"), ("ParentProcessGuid", "process.parent_process.uid")),
        .. In(new("process_access", "", ""), ("SourceImage", "actor.process.file.path"), ("SourceProcessId", "actor.process.pid"), ("TargetImage", "process.file.path"), ("TargetProcessId", "process.pid")),
        .. In(new("create_remote_thread", "", ""), ("SourceImage", "actor.process.file.path"), ("SourceProcessId", "actor.process.pid"), ("TargetImage", "process.file.path"), ("TargetProcessId", "process.pid")),
        .. In(new("image_load", "", ""), Acting, ("ImageLoaded", "module.file.path"), ("Hashes", "module.file.hashes.value"), ("Signature", "module.file.signature.certificate.subject")),
        .. In(new("driver_load", "", ""), ("ImageLoaded", "driver.file.path"), ("Hashes", "driver.file.hashes.value")),
        .. In(new("file_event", "", ""), Acting, ("Hashes", "file.hashes.value")),
        .. In(new("file_delete", "", ""), Acting, ("Hashes", "file.hashes.value")),
        .. In(new("network_connection", "", ""), Acting),
        .. In(new("dns_query", "", ""), Acting),
        .. In(new("registry_set", "", ""), Acting),
        .. In(new("registry_add", "", ""), Acting),
        .. In(new("registry_delete", "", ""), Acting),
        .. In(new("registry_event", "", ""), Acting),
        .. In(new("dns", "", ""), ("query", "query.hostname"), ("record_type", "query.type"), ("answer", "answers.rdata")),
        .. In(new("", "zeek", "dns"), ("query", "query.hostname"), ("qtype_name", "query.type"), ("answers", "answers.rdata"), ("rcode_name", "rcode")),
        .. In(new("", "zeek", "http"), ("uri", "http_request.url.path"), ("status_code", "http_response.code"), ("resp_mime_types", "http_response.content_type")),
        .. In(new("", "zeek", "smb_files"), ("path", "share"), ("name", "file.path")),
        .. In(new("", "windows", "system"), ("ServiceName", "win_service.name"), ("ImagePath", "win_service.cmd_line")),
        .. In(new("", "linux", "auditd"), ("exe", "process.file.path"), ("cwd", "process.working_directory")),
        .. In(new("", "aws", "cloudtrail"), ("eventName", "api.operation"), ("eventSource", "api.service.name"), ("sourceIPAddress", "src_endpoint.ip"), ("userAgent", "http_request.user_agent"), ("errorCode", "api.response.error"), ("awsRegion", "cloud.region")),
    ];

    /// <summary>Sysmon's names for the process that acts, where the event is not about a process.</summary>
    private static (string Name, string Path)[] Acting => [("Image", "actor.process.file.path"), ("ProcessId", "actor.process.pid"), ("User", "actor.user.name")];

    private static IEnumerable<FieldName> Everywhere(string path, params IEnumerable<string> names) => names.Select(n => new FieldName(NameView.Sigma, n, path));

    private static IEnumerable<FieldName> In(LogSource source, params IEnumerable<(string Name, string Path)> names) => names.Select(n => new FieldName(NameView.Sigma, n.Name, n.Path, source));

    private static IEnumerable<FieldName> In(LogSource source, (string Name, string Path)[] acting, params IEnumerable<(string Name, string Path)> names) => In(source, acting.Concat(names));
}
