using System.Collections.Frozen;
using System.Text;

namespace Ward.Ingest;

/// <summary>The OCSF attribute paths that decoders fill (dotted path from the class root), with Ward's OT profile under <c>ot.</c>; <see cref="EventSchema"/> knows their types.</summary>
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

    public static readonly FieldId UserUid = Add("user.uid");
    public static readonly FieldId UserDomain = Add("user.domain");
    public static readonly FieldId UserType = Add("user.type");
    public static readonly FieldId UserEmail = Add("user.email_addr");
    public static readonly FieldId UserGroup = Add("user.groups.name");
    public static readonly FieldId GroupName = Add("group.name");
    public static readonly FieldId ActorUserUid = Add("actor.user.uid");
    public static readonly FieldId ActorUserDomain = Add("actor.user.domain");
    public static readonly FieldId ActorUserType = Add("actor.user.type");
    public static readonly FieldId ActorSession = Add("actor.session.uid");
    public static readonly FieldId ActorProcessId = Add("actor.process.pid");
    public static readonly FieldId ActorCommandLine = Add("actor.process.cmd_line");
    public static readonly FieldId ActorProcessPath = Add("actor.process.file.path");
    public static readonly FieldId ActorApp = Add("actor.app_name");
    public static readonly FieldId SessionUid = Add("session.uid");
    public static readonly FieldId SessionTerminal = Add("session.terminal");
    public static readonly FieldId IsRemote = Add("is_remote");
    public static readonly FieldId IsMfa = Add("is_mfa");
    public static readonly FieldId IsCleartext = Add("is_cleartext");
    public static readonly FieldId ProcessPath = Add("process.file.path");
    public static readonly FieldId ProcessFile = Add("process.file.name");
    public static readonly FieldId ProcessUid = Add("process.uid");
    public static readonly FieldId ProcessUser = Add("process.user.name");
    public static readonly FieldId ProcessDirectory = Add("process.working_directory");
    public static readonly FieldId ProcessIntegrity = Add("process.integrity");
    public static readonly FieldId ProcessHash = Add("process.file.hashes.value");
    public static readonly FieldId ParentName = Add("process.parent_process.name");
    public static readonly FieldId ParentPath = Add("process.parent_process.file.path");
    public static readonly FieldId ParentId = Add("process.parent_process.pid");
    public static readonly FieldId ParentCommandLine = Add("process.parent_process.cmd_line");
    public static readonly FieldId ParentUid = Add("process.parent_process.uid");
    public static readonly FieldId ExitCode = Add("exit_code");
    public static readonly FieldId FilePath = Add("file.path");
    public static readonly FieldId FileName = Add("file.name");
    public static readonly FieldId FileSize = Add("file.size");
    public static readonly FieldId FileHash = Add("file.hashes.value");
    public static readonly FieldId FileMime = Add("file.mime_type");
    public static readonly FieldId FileOwner = Add("file.owner.name");
    public static readonly FieldId ModulePath = Add("module.file.path");
    public static readonly FieldId ModuleHash = Add("module.file.hashes.value");
    public static readonly FieldId ModuleSignature = Add("module.file.signatures.certificate.subject");
    public static readonly FieldId RegistryKey = Add("reg_key.path");
    public static readonly FieldId RegistryValueName = Add("reg_value.name");
    public static readonly FieldId RegistryValueData = Add("reg_value.data");
    public static readonly FieldId WindowsService = Add("win_service.name");
    public static readonly FieldId JobName = Add("job.name");
    public static readonly FieldId JobCommand = Add("job.job_actions.cmd_line");
    public static readonly FieldId ScriptContent = Add("script.script_content.value");
    public static readonly FieldId SourceMac = Add("src_endpoint.mac");
    public static readonly FieldId SourceZone = Add("src_endpoint.zone");
    public static readonly FieldId SourceDomain = Add("src_endpoint.domain");
    public static readonly FieldId SourceUid = Add("src_endpoint.uid");
    public static readonly FieldId SourceName = Add("src_endpoint.name");
    public static readonly FieldId SourceCountry = Add("src_endpoint.location.country");
    public static readonly FieldId SourceCity = Add("src_endpoint.location.city");
    public static readonly FieldId DestinationMac = Add("dst_endpoint.mac");
    public static readonly FieldId DestinationZone = Add("dst_endpoint.zone");
    public static readonly FieldId DestinationDomain = Add("dst_endpoint.domain");
    public static readonly FieldId DestinationService = Add("dst_endpoint.svc_name");
    public static readonly FieldId DestinationName = Add("dst_endpoint.name");
    public static readonly FieldId DestinationCountry = Add("dst_endpoint.location.country");
    public static readonly FieldId NatSourceIp = Add("src_endpoint.proxy_endpoint.ip");
    public static readonly FieldId DeviceName = Add("device.name");
    public static readonly FieldId DeviceUid = Add("device.uid");
    public static readonly FieldId DeviceMac = Add("device.mac");
    public static readonly FieldId DeviceOs = Add("device.os.name");
    public static readonly FieldId DeviceVersion = Add("device.os.version");
    public static readonly FieldId DeviceModel = Add("device.model");
    public static readonly FieldId DeviceVendor = Add("device.vendor_name");
    public static readonly FieldId ConnectionUid = Add("connection_info.uid");
    public static readonly FieldId ConnectionState = Add("connection_info.flag_history");
    public static readonly FieldId ProtocolNumber = Add("connection_info.protocol_num");
    public static readonly FieldId TcpFlags = Add("connection_info.tcp_flags");
    public static readonly FieldId Community = Add("connection_info.community_uid");
    public static readonly FieldId TrafficBytes = Add("traffic.bytes");
    public static readonly FieldId PacketsIn = Add("traffic.packets_in");
    public static readonly FieldId PacketsOut = Add("traffic.packets_out");
    public static readonly FieldId Duration = Add("duration");
    public static readonly FieldId StartTime = Add("start_time");
    public static readonly FieldId EndTime = Add("end_time");
    public static readonly FieldId AppName = Add("app_name");
    public static readonly FieldId HttpHost = Add("http_request.url.hostname");
    public static readonly FieldId HttpScheme = Add("http_request.url.scheme");
    public static readonly FieldId HttpPort = Add("http_request.url.port");
    public static readonly FieldId HttpFullUrl = Add("http_request.url.url_string");
    public static readonly FieldId HttpBodyLength = Add("http_request.length");
    public static readonly FieldId HttpForwardedFor = Add("http_request.x_forwarded_for");
    public static readonly FieldId HttpContentType = Add("http_response.content_type");
    public static readonly FieldId HttpResponseLength = Add("http_response.length");
    public static readonly FieldId ProxyStatus = Add("proxy_http_response.code");
    public static readonly FieldId DnsQuery = Add("query.hostname");
    public static readonly FieldId DnsQueryType = Add("query.type");
    public static readonly FieldId DnsQueryClass = Add("query.class");
    public static readonly FieldId DnsTransaction = Add("query.packet_uid");
    public static readonly FieldId DnsAnswer = Add("answers.rdata");
    public static readonly FieldId DnsAnswerType = Add("answers.type");
    public static readonly FieldId DnsTtl = Add("answers.ttl");
    public static readonly FieldId DnsResponse = Add("rcode");
    public static readonly FieldId TlsVersion = Add("tls.version");
    public static readonly FieldId TlsCipher = Add("tls.cipher");
    public static readonly FieldId TlsSni = Add("tls.sni");
    public static readonly FieldId TlsIssuer = Add("tls.certificate.issuer");
    public static readonly FieldId TlsSubject = Add("tls.certificate.subject");
    public static readonly FieldId TlsSerial = Add("tls.certificate.serial_number");
    public static readonly FieldId TlsFingerprint = Add("tls.certificate.fingerprints.value");
    public static readonly FieldId Ja3 = Add("tls.ja3_hash.value");
    public static readonly FieldId Ja3s = Add("tls.ja3s_hash.value");
    public static readonly FieldId Ja4 = Add("ja4_fingerprint_list.value");
    public static readonly FieldId SmbShare = Add("share");
    public static readonly FieldId SmbShareType = Add("share_type");
    public static readonly FieldId SmbCommand = Add("command");
    public static readonly FieldId SshClient = Add("protocol_ver");
    public static readonly FieldId EmailFrom = Add("email.from");
    public static readonly FieldId EmailTo = Add("email.to");
    public static readonly FieldId EmailSubject = Add("email.subject");
    public static readonly FieldId EmailMessageId = Add("email.message_uid");
    public static readonly FieldId EmailUid = Add("email.uid");
    public static readonly FieldId EmailSize = Add("email.size");
    public static readonly FieldId RuleUid = Add("firewall_rule.uid");
    public static readonly FieldId RuleMatch = Add("firewall_rule.match_details");
    public static readonly FieldId PolicyName = Add("policy.name");
    public static readonly FieldId PolicyUid = Add("policy.uid");
    public static readonly FieldId FindingTitle = Add("finding_info.title");
    public static readonly FieldId FindingUid = Add("finding_info.uid");
    public static readonly FieldId FindingDescription = Add("finding_info.desc");
    public static readonly FieldId FindingTypes = Add("finding_info.types");
    public static readonly FieldId AnalyticName = Add("finding_info.analytic.name");
    public static readonly FieldId AnalyticUid = Add("finding_info.analytic.uid");
    public static readonly FieldId Technique = Add("attacks.technique.uid");
    public static readonly FieldId Tactic = Add("attacks.tactic.name");
    public static readonly FieldId MalwareName = Add("malware.name");
    public static readonly FieldId RiskScore = Add("risk_score");
    public static readonly FieldId Confidence = Add("confidence_score");
    public static readonly FieldId Severity = Add("severity");
    public static readonly FieldId SeverityId = Add("severity_id");
    public static readonly FieldId ApiOperation = Add("api.operation");
    public static readonly FieldId ApiService = Add("api.service.name");
    public static readonly FieldId ApiRequest = Add("api.request.uid");
    public static readonly FieldId ApiResponse = Add("api.response.code");
    public static readonly FieldId ApiError = Add("api.response.error");
    public static readonly FieldId ApiErrorMessage = Add("api.response.error_message");
    public static readonly FieldId ApiVersion = Add("api.version");
    public static readonly FieldId CloudProvider = Add("cloud.provider");
    public static readonly FieldId CloudRegion = Add("cloud.region");
    public static readonly FieldId CloudAccount = Add("cloud.account.uid");
    public static readonly FieldId CloudAccountName = Add("cloud.account.name");
    public static readonly FieldId ResourceName = Add("resources.name");
    public static readonly FieldId ResourceUid = Add("resources.uid");
    public static readonly FieldId ResourceType = Add("resources.type");
    public static readonly FieldId PackageName = Add("sbom.package.name");
    public static readonly FieldId PackageVersion = Add("sbom.package.version");
    public static readonly FieldId ProductVendor = Add("metadata.product.vendor_name");
    public static readonly FieldId ProductVersion = Add("metadata.product.version");
    public static readonly FieldId ProductFeature = Add("metadata.product.feature.name");
    public static readonly FieldId LogName = Add("metadata.log_name");
    public static readonly FieldId LogLevel = Add("metadata.log_level");
    public static readonly FieldId EventUid = Add("metadata.uid");
    public static readonly FieldId EventSequence = Add("metadata.sequence");
    public static readonly FieldId CorrelationUid = Add("metadata.correlation_uid");
    public static readonly FieldId TenantUid = Add("metadata.tenant_uid");
    public static readonly FieldId TypeUid = Add("type_uid");
    public static readonly FieldId StatusCode = Add("status_code");
    public static readonly FieldId Comment = Add("comment");
    public static readonly FieldId LeaseDuration = Add("lease_dur");
    public static readonly FieldId LogonProcess = Add("logon_process.name");
    public static readonly FieldId AccessMask = Add("access_mask");
    public static readonly FieldId Privilege = Add("privileges");
    public static readonly FieldId ServicePath = Add("win_service.cmd_line");
    public static readonly FieldId OtFunctionName = Add("ot.function_name");
    public static readonly FieldId OtDirection = Add("ot.direction");
    public static readonly FieldId OtAddress = Add("ot.point_address");
    public static readonly FieldId OtQuantity = Add("ot.quantity");
    public static readonly FieldId OtValue = Add("ot.value");
    public static readonly FieldId OtStatus = Add("ot.status");
    public static readonly FieldId OtCause = Add("ot.cause");
    public static readonly FieldId OtObject = Add("ot.object");
    public static readonly FieldId OtException = Add("ot.exception_code");
    public static readonly FieldId OtCommand = Add("ot.is_command");
    public static readonly FieldId OtSource = Add("ot.source");
    public static readonly FieldId OtDestination = Add("ot.destination");
    public static readonly FieldId LogonTypeId = Add("logon_type_id");
    public static readonly FieldId ActorProcessUid = Add("actor.process.uid");
    public static readonly FieldId DriverPath = Add("driver.file.path");
    public static readonly FieldId DriverHash = Add("driver.file.hashes.value");
    public static readonly FieldId GroupUid = Add("group.uid");
    public static readonly FieldId ActorUserEmail = Add("actor.user.email_addr");
    public static readonly FieldId ResourceNamespace = Add("resources.namespace");
    public static readonly FieldId ContainerName = Add("container.name");
    public static readonly FieldId ContainerUid = Add("container.uid");
    public static readonly FieldId ContainerImage = Add("container.image.name");
    public static readonly FieldId ClientHassh = Add("client_hassh.fingerprint.value");
    public static readonly FieldId ServerHassh = Add("server_hassh.fingerprint.value");
    public static readonly FieldId QueryName = Add("query_info.name");
    public static readonly FieldId ProcessUserUid = Add("process.user.uid");
    public static readonly FieldId SoftwareName = Add("package.name");
    public static readonly FieldId SoftwareVersion = Add("package.version");
    public static readonly FieldId SoftwareArchitecture = Add("package.architecture");
    public static readonly FieldId SoftwareManager = Add("package.package_manager");
    public static readonly FieldId ServiceUid = Add("service.uid");
    public static readonly FieldId OsintValue = Add("osint.value");
    public static readonly FieldId OsintUid = Add("osint.uid");
    public static readonly FieldId OsintVendor = Add("osint.vendor_name");

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
