using System.Collections.Frozen;
using System.Text;

namespace Ward.Ingest;

/// <summary>The OCSF attribute paths that decoders fill (OCSF 1.x, dotted path from the class root), with Ward's OT profile under <c>ot.</c>.</summary>
public static class Fields
{
    private static readonly List<string> Paths = [];

    public static readonly FieldId Message = Add("message");
    public static readonly FieldId ActivityName = Add("activity_name");
    public static readonly FieldId Status = Add("status");
    public static readonly FieldId StatusDetail = Add("status_detail");
    public static readonly FieldId SourceIp = Add("src_endpoint.ip");
    public static readonly FieldId SourcePort = Add("src_endpoint.port");
    public static readonly FieldId SourceHost = Add("src_endpoint.hostname");
    public static readonly FieldId DestinationIp = Add("dst_endpoint.ip");
    public static readonly FieldId DestinationPort = Add("dst_endpoint.port");
    public static readonly FieldId DestinationHost = Add("dst_endpoint.hostname");
    public static readonly FieldId DeviceHost = Add("device.hostname");
    public static readonly FieldId DeviceIp = Add("device.ip");
    public static readonly FieldId UserName = Add("user.name");
    public static readonly FieldId ActorUser = Add("actor.user.name");
    public static readonly FieldId ActorProcess = Add("actor.process.name");
    public static readonly FieldId ProcessName = Add("process.name");
    public static readonly FieldId ProcessId = Add("process.pid");
    public static readonly FieldId CommandLine = Add("process.cmd_line");
    public static readonly FieldId AuthProtocol = Add("auth_protocol");
    public static readonly FieldId LogonType = Add("logon_type");
    public static readonly FieldId ServiceName = Add("service.name");
    public static readonly FieldId Protocol = Add("connection_info.protocol_name");
    public static readonly FieldId Direction = Add("connection_info.direction");
    public static readonly FieldId InterfaceIn = Add("src_endpoint.interface_name");
    public static readonly FieldId InterfaceOut = Add("dst_endpoint.interface_name");
    public static readonly FieldId BytesIn = Add("traffic.bytes_in");
    public static readonly FieldId BytesOut = Add("traffic.bytes_out");
    public static readonly FieldId Packets = Add("traffic.packets");
    public static readonly FieldId HttpMethod = Add("http_request.http_method");
    public static readonly FieldId HttpUrl = Add("http_request.url.path");
    public static readonly FieldId HttpQuery = Add("http_request.url.query_string");
    public static readonly FieldId HttpAgent = Add("http_request.user_agent");
    public static readonly FieldId HttpReferrer = Add("http_request.referrer");
    public static readonly FieldId HttpVersion = Add("http_request.version");
    public static readonly FieldId HttpStatus = Add("http_response.code");
    public static readonly FieldId RuleName = Add("firewall_rule.name");
    public static readonly FieldId Disposition = Add("disposition");
    public static readonly FieldId Product = Add("metadata.product.name");
    public static readonly FieldId LogProvider = Add("metadata.log_provider");
    public static readonly FieldId EventCode = Add("metadata.event_code");
    public static readonly FieldId OtProtocol = Add("ot.protocol");
    public static readonly FieldId OtFunction = Add("ot.function_code");
    public static readonly FieldId OtUnit = Add("ot.unit");
    public static readonly FieldId OtPoint = Add("ot.point");
    public static readonly FieldId OtBefore = Add("ot.value_before");
    public static readonly FieldId OtAfter = Add("ot.value_after");
    public static readonly FieldId OtArea = Add("ot.process_area");

    /// <summary>How often the same line came, where the log itself says so ("message repeated N times").</summary>
    public static readonly FieldId Repeated = Add("count");

    private static readonly FrozenDictionary<string, FieldId> ByPath =
        Paths.Select((path, i) => (path, Id: new FieldId((ushort)i))).ToFrozenDictionary(p => p.path, p => p.Id, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FieldId>.AlternateLookup<ReadOnlySpan<char>> ByUtf16 = ByPath.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestPath = Paths.Max(p => p.Length);

    private static readonly byte[][] Utf8 = [.. Paths.Select(Encoding.UTF8.GetBytes)];

    /// <summary>How many known fields there are; ids run from 0 to Count - 1.</summary>
    public static int Count => Utf8.Length;

    public static bool TryFind(string path, out FieldId id) => ByPath.TryGetValue(path, out id);

    /// <summary>Finds by the path in UTF-8 without allocating.</summary>
    public static bool TryFind(ReadOnlySpan<byte> utf8Path, out FieldId id)
    {
        id = default;
        if (utf8Path.Length > LongestPath) return false;
        Span<char> path = stackalloc char[LongestPath];
        for (var i = 0; i < utf8Path.Length; i++) path[i] = (char)utf8Path[i];
        return ByUtf16.TryGetValue(path[..utf8Path.Length], out id);
    }

    /// <summary>The dotted path of a known field.</summary>
    public static string PathOf(FieldId id) => Paths[id.Value];

    /// <summary>The dotted path of a known field in UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8PathOf(FieldId id) => Utf8[id.Value];

    private static FieldId Add(string path)
    {
        Paths.Add(path);
        return new FieldId((ushort)(Paths.Count - 1));
    }
}
