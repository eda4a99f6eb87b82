using System.Collections.Frozen;

namespace Ward.Detect.Rules.Matching;

/// <summary>
/// Field names of Sigma's taxonomy, and of the Windows events that most rules speak of, as views on OCSF paths.
/// Only names that mean the same: where OCSF has no equal, the event's own name is looked for instead.
/// </summary>
internal static class FieldAliases
{
    private static readonly FrozenDictionary<string, string> Paths = Table(
        ("src_endpoint.ip", ["src_ip", "source_ip", "SourceIp", "SourceIP", "src", "c-ip", "ClientIP", "IpAddress", "source.ip"]),
        ("src_endpoint.port", ["src_port", "source_port", "SourcePort", "IpPort", "source.port"]),
        ("src_endpoint.hostname", ["src_host", "SourceHostname", "WorkstationName", "Workstation"]),
        ("dst_endpoint.ip", ["dst_ip", "destination_ip", "DestinationIp", "DestinationIP", "dst", "s-ip", "r-ip", "destination.ip"]),
        ("dst_endpoint.port", ["dst_port", "destination_port", "DestinationPort", "s-port", "destination.port"]),
        ("dst_endpoint.hostname", ["dst_host", "DestinationHostname", "cs-host", "r-dns"]),
        ("device.hostname", ["Computer", "ComputerName", "hostname", "host", "HostName"]),
        ("user.name", ["user", "User", "username", "UserName", "TargetUserName", "cs-username", "user.name"]),
        ("actor.user.name", ["SubjectUserName"]),
        ("process.cmd_line", ["CommandLine", "command_line", "ProcessCommandLine"]),
        ("process.file.path", ["Image", "NewProcessName"]),
        ("process.parent_process.file.path", ["ParentImage", "ParentProcessName"]),
        ("process.pid", ["ProcessId", "pid"]),
        ("auth_protocol", ["AuthenticationPackageName"]),
        ("logon_type", ["LogonType"]),
        ("connection_info.protocol_name", ["Protocol", "protocol", "proto"]),
        ("connection_info.direction", ["direction"]),
        ("traffic.bytes_in", ["sc-bytes"]),
        ("traffic.bytes_out", ["cs-bytes"]),
        ("http_request.http_method", ["cs-method", "http_method", "method"]),
        ("http_request.url.path", ["cs-uri-stem", "c-uri", "cs-uri", "c-uri-stem"]),
        ("http_request.url.query_string", ["cs-uri-query", "c-uri-query"]),
        ("http_request.user_agent", ["cs-user-agent", "c-useragent", "UserAgent", "user_agent"]),
        ("http_request.referrer", ["cs-referer", "cs-referrer", "c-referer", "referer"]),
        ("http_request.version", ["cs-version", "c-version"]),
        ("http_response.code", ["sc-status", "http_status", "status_code"]),
        ("disposition", ["action", "Action"]),
        ("metadata.event_code", ["EventID", "EventId", "event_id"]));

    /// <summary>The OCSF path for which the name stands; it may be one that no decoder of Ward's fills yet.</summary>
    internal static bool TryFind(string name, out string path) => Paths.TryGetValue(name, out path!);

    private static FrozenDictionary<string, string> Table(params ReadOnlySpan<(string Path, string[] Names)> rows)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, names) in rows)
            foreach (var name in names) table.Add(name, path);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
