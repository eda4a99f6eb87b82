using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>Data of Windows events by their names (the providers' manifests), and the fields of the model that say the same.</summary>
internal static class WindowsMaps
{
    private static readonly (string, FieldId)[] Subject =
    [
        ("SubjectUserName", Fields.ActorUser), ("SubjectUserSid", Fields.ActorUserUid), ("SubjectDomainName", Fields.ActorUserDomain), ("SubjectLogonId", Fields.ActorSession),
    ];

    // The process that acts, in all Sysmon events but those about a process itself. Its user is not the event's user.
    private static readonly (string, FieldId)[] SysmonActor =
    [
        ("Image", Fields.ActorProcessPath), ("ProcessId", Fields.ActorProcessId), ("ProcessGuid", Fields.ActorProcessUid), ("User", Fields.ActorUser),
    ];

    public static readonly FieldMap Logon = new(
    [
        .. Subject, ("TargetUserName", Fields.UserName), ("TargetUserSid", Fields.UserUid), ("TargetSid", Fields.UserUid), ("TargetDomainName", Fields.UserDomain),
        ("TargetLogonId", Fields.SessionUid), ("LogonType", Fields.LogonTypeId), ("AuthenticationPackageName", Fields.AuthProtocol),
        ("LogonProcessName", Fields.LogonProcess), ("WorkstationName", Fields.SourceHost), ("Workstation", Fields.SourceHost), ("IpAddress", Fields.SourceIp),
        ("IpPort", Fields.SourcePort), ("ProcessName", Fields.ActorProcessPath), ("ProcessId", Fields.ActorProcessId), ("Status", Fields.StatusCode),
        ("FailureReason", Fields.StatusDetail), ("ServiceName", Fields.ServiceName), ("TargetServerName", Fields.DestinationHost),
    ]);

    public static readonly FieldMap Privileges = new(
        ("SubjectUserName", Fields.UserName), ("SubjectUserSid", Fields.UserUid), ("SubjectDomainName", Fields.UserDomain), ("SubjectLogonId", Fields.SessionUid),
        ("PrivilegeList", Fields.Privilege));

    public static readonly FieldMap TerminalSession = new(("User", Fields.UserName), ("Param1", Fields.UserName), ("Param2", Fields.UserDomain), ("Param3", Fields.SourceIp), ("Address", Fields.SourceIp), ("SessionID", Fields.SessionUid));

    public static readonly FieldMap Account = new(
        [.. Subject, ("TargetUserName", Fields.UserName), ("TargetSid", Fields.UserUid), ("TargetDomainName", Fields.UserDomain), ("PrivilegeList", Fields.Privilege)]);

    // A member may be named by its distinguished name alone; only its identifier is sure.
    public static readonly FieldMap Group = new([.. Subject, ("TargetUserName", Fields.GroupName), ("TargetSid", Fields.GroupUid), ("MemberSid", Fields.UserUid)]);

    // ProcessId is the creator's here.
    public static readonly FieldMap ProcessCreated = new(
    [
        .. Subject, ("NewProcessName", Fields.ProcessPath), ("NewProcessId", Fields.ProcessId), ("CommandLine", Fields.CommandLine),
        ("ParentProcessName", Fields.ParentPath), ("ProcessId", Fields.ParentId), ("TargetUserName", Fields.ProcessUser), ("MandatoryLabel", Fields.ProcessIntegrity),
    ]);

    public static readonly FieldMap ProcessExited = new([.. Subject, ("ProcessName", Fields.ProcessPath), ("ProcessId", Fields.ProcessId), ("Status", Fields.ExitCode)]);

    public static readonly FieldMap Service = new(
        [.. Subject, ("ServiceName", Fields.ServiceName), ("ServiceFileName", Fields.ServicePath), ("ImagePath", Fields.ServicePath), ("AccountName", Fields.UserName), ("param1", Fields.ServiceName)]);

    public static readonly FieldMap Task = new([.. Subject, ("TaskName", Fields.JobName), ("Path", Fields.JobCommand), ("ActionName", Fields.JobCommand)]);

    public static readonly FieldMap Share = new(
    [
        .. Subject, ("ShareName", Fields.SmbShare), ("RelativeTargetName", Fields.FilePath), ("IpAddress", Fields.SourceIp), ("IpPort", Fields.SourcePort), ("AccessMask", Fields.AccessMask),
    ]);

    public static readonly FieldMap Filter = new(
        ("Application", Fields.ActorProcessPath), ("ProcessID", Fields.ActorProcessId), ("ProcessId", Fields.ActorProcessId), ("SourceAddress", Fields.SourceIp), ("SourcePort", Fields.SourcePort),
        ("DestAddress", Fields.DestinationIp), ("DestPort", Fields.DestinationPort), ("Protocol", Fields.ProtocolNumber));

    public static readonly FieldMap LogCleared = new([.. Subject, ("Channel", Fields.LogName)]);

    public static readonly FieldMap Other = new([.. Subject, ("ObjectName", Fields.ResourceName), ("ObjectType", Fields.ResourceType), ("ProcessName", Fields.ActorProcessPath), ("ProcessId", Fields.ActorProcessId), ("AccessMask", Fields.AccessMask)]);

    public static readonly FieldMap Script = new(("ScriptBlockText", Fields.ScriptContent), ("Path", Fields.FilePath));

    public static readonly FieldMap Malware = new(
        ("Threat Name", Fields.MalwareName), ("ThreatName", Fields.MalwareName), ("Detection ID", Fields.FindingUid), ("DetectionID", Fields.FindingUid), ("Path", Fields.FilePath),
        ("Severity Name", Fields.Severity), ("SeverityName", Fields.Severity), ("Process Name", Fields.ActorProcessPath), ("ProcessName", Fields.ActorProcessPath),
        ("Detection User", Fields.ActorUser), ("DetectionUser", Fields.ActorUser));

    public static readonly FieldMap SysmonProcess = new(
        ("Image", Fields.ProcessPath), ("ProcessId", Fields.ProcessId), ("ProcessGuid", Fields.ProcessUid), ("CommandLine", Fields.CommandLine), ("User", Fields.ProcessUser),
        ("CurrentDirectory", Fields.ProcessDirectory), ("IntegrityLevel", Fields.ProcessIntegrity), ("Hashes", Fields.ProcessHash), ("ParentImage", Fields.ParentPath),
        ("ParentCommandLine", Fields.ParentCommandLine), ("ParentProcessId", Fields.ParentId), ("ParentProcessGuid", Fields.ParentUid), ("LogonId", Fields.SessionUid));

    public static readonly FieldMap SysmonOther = new([.. SysmonActor]);

    public static readonly FieldMap SysmonConnection = new(
    [
        .. SysmonActor, ("SourceIp", Fields.SourceIp), ("SourcePort", Fields.SourcePort), ("SourceHostname", Fields.SourceHost), ("DestinationIp", Fields.DestinationIp),
        ("DestinationPort", Fields.DestinationPort), ("DestinationHostname", Fields.DestinationHost), ("Protocol", Fields.Protocol),
    ]);

    public static readonly FieldMap SysmonDriver = new(("ImageLoaded", Fields.DriverPath), ("Hashes", Fields.DriverHash));

    public static readonly FieldMap SysmonModule = new([.. SysmonActor, ("ImageLoaded", Fields.ModulePath), ("Hashes", Fields.ModuleHash), ("Signature", Fields.ModuleSignature)]);

    public static readonly FieldMap SysmonBetween = new(
        ("SourceImage", Fields.ActorProcessPath), ("SourceProcessId", Fields.ActorProcessId), ("SourceProcessGuid", Fields.ActorProcessUid), ("SourceProcessGUID", Fields.ActorProcessUid),
        ("SourceUser", Fields.ActorUser), ("TargetImage", Fields.ProcessPath), ("TargetProcessId", Fields.ProcessId), ("TargetProcessGuid", Fields.ProcessUid),
        ("TargetProcessGUID", Fields.ProcessUid), ("TargetUser", Fields.ProcessUser));

    public static readonly FieldMap SysmonFile = new([.. SysmonActor, ("TargetFilename", Fields.FilePath), ("Hash", Fields.FileHash), ("Hashes", Fields.FileHash), ("Device", Fields.FilePath)]);

    public static readonly FieldMap SysmonRegistry = new([.. SysmonActor, ("TargetObject", Fields.RegistryKey), ("Details", Fields.RegistryValueData)]);

    public static readonly FieldMap SysmonDns = new([.. SysmonActor, ("QueryName", Fields.DnsQuery), ("QueryStatus", Fields.StatusCode)]);
}
