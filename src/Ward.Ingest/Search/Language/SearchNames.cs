using System.Collections.Frozen;

namespace Ward.Ingest.Search.Language;

/// <summary>The names by which a query may ask for a field: OCSF paths, short names, and what ECS and Sigma call it.</summary>
public static class SearchNames
{
    private static readonly FrozenDictionary<string, Stamp> Stamps = new Dictionary<string, Stamp>(StringComparer.Ordinal)
    {
        ["class"] = Stamp.Class, ["class_uid"] = Stamp.Class, ["class_name"] = Stamp.Class,
        ["activity"] = Stamp.Activity, ["activity_id"] = Stamp.Activity,
        ["status"] = Stamp.Status, ["status_id"] = Stamp.Status,
        ["feed"] = Stamp.Feed, ["asset"] = Stamp.Asset, ["decoder"] = Stamp.Decoder, ["offset"] = Stamp.Offset,
        ["raw"] = Stamp.Raw, ["raw_data"] = Stamp.Raw, ["event.original"] = Stamp.Raw,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FieldId> Short = Table(
        (Fields.SourceIp, ["src_ip", "source.ip", "SourceIp", "IpAddress"]),
        (Fields.SourcePort, ["src_port", "source.port", "SourcePort", "IpPort"]),
        (Fields.SourceHost, ["src_host", "source.domain"]),
        (Fields.DestinationIp, ["dst_ip", "destination.ip", "DestinationIp"]),
        (Fields.DestinationPort, ["dst_port", "destination.port", "DestinationPort"]),
        (Fields.DestinationHost, ["dst_host", "destination.domain", "DestinationHostname"]),
        (Fields.DeviceHost, ["host", "hostname", "host.name", "Computer"]),
        (Fields.UserName, ["user", "username", "User", "TargetUserName"]),
        (Fields.ActorUser, ["actor", "SubjectUserName"]),
        (Fields.ProcessName, ["process", "program"]),
        (Fields.ProcessPath, ["process_path", "process.executable", "Image"]),
        (Fields.ProcessId, ["pid", "ProcessId"]),
        (Fields.CommandLine, ["cmd_line", "process.command_line", "CommandLine"]),
        (Fields.ParentPath, ["parent_path", "process.parent.executable", "ParentImage"]),
        (Fields.ParentCommandLine, ["parent_cmd_line", "process.parent.command_line", "ParentCommandLine"]),
        (Fields.Protocol, ["protocol", "network.transport"]),
        (Fields.BytesIn, ["bytes_in", "sc-bytes"]),
        (Fields.BytesOut, ["bytes_out", "cs-bytes"]),
        (Fields.TrafficBytes, ["bytes", "network.bytes"]),
        (Fields.HttpMethod, ["method", "http.request.method", "cs-method"]),
        (Fields.HttpUrl, ["url", "url.path", "cs-uri-stem"]),
        (Fields.HttpQuery, ["url_query", "url.query", "cs-uri-query"]),
        (Fields.HttpStatus, ["http_status", "http.response.status_code", "sc-status"]),
        (Fields.HttpAgent, ["user_agent", "user_agent.original", "cs-user-agent"]),
        (Fields.HttpHost, ["url_host", "url.domain", "cs-host"]),
        (Fields.DnsQuery, ["query", "dns.question.name", "QueryName"]),
        (Fields.FilePath, ["file", "TargetFilename"]),
        (Fields.FileHash, ["hash", "Hashes"]),
        (Fields.Disposition, ["action", "disposition_name"]),
        (Fields.RuleName, ["rule", "rule.name"]),
        (Fields.EventCode, ["event_code", "event.code", "EventID"]),
        (Fields.AuthProtocol, ["auth"]),
        (Fields.OtFunction, ["function_code"]),
        (Fields.OtFunctionName, ["function"]));

    /// <summary>The short names, each with the OCSF path for which it stands; for help and completion.</summary>
    public static IReadOnlyList<(string Name, string Path)> All { get; } = [.. Short.Select(s => (s.Key, Fields.PathOf(s.Value))).OrderBy(s => s.Key, StringComparer.Ordinal)];

    /// <summary>What a name stands for; every name stands for something, if only for what a source calls so.</summary>
    public static FieldName Find(string name)
    {
        if (Stamps.TryGetValue(name, out var stamp)) return new FieldName(name, null, stamp);
        if (Fields.TryFind(name, out var known) || Short.TryGetValue(name, out known)) return new FieldName(name, known, null);
        return new FieldName(name, null, null);
    }

    private static FrozenDictionary<string, FieldId> Table(params ReadOnlySpan<(FieldId Id, string[] Names)> rows)
    {
        var table = new Dictionary<string, FieldId>(StringComparer.Ordinal);
        foreach (var (id, names) in rows)
            foreach (var name in names) table.Add(name, id);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
