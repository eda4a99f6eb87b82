using static Ward.Ingest.Decoders.Windows.WindowsKind;
using static Ward.Ingest.EventClass;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>
/// Event ids and what they mean: OCSF class and activity (schema 1.9 with its extension for Windows), Sigma category (Sigma's taxonomy).
/// </summary>
internal static class WindowsKinds
{
    private const int Unstated = 0, Success = 1, Failure = 2, Other = 99;

    public static readonly (int, WindowsKind)[] Security =
    [
        (4624, new(Authentication, 1, Success, WindowsMaps.Logon)),
        (4625, new(Authentication, 1, Failure, WindowsMaps.Logon)),
        (4634, new(Authentication, 2, Success, WindowsMaps.Logon)),
        (4647, new(Authentication, 2, Success, WindowsMaps.Logon)),
        (4648, new(Authentication, 1, Unstated, WindowsMaps.Logon)),
        (4768, new(Authentication, 3, ByCode, WindowsMaps.Logon)),
        (4769, new(Authentication, 4, ByCode, WindowsMaps.Logon)),
        (4770, new(Authentication, 5, Success, WindowsMaps.Logon)),
        (4771, new(Authentication, 6, Failure, WindowsMaps.Logon)),
        (4776, new(Authentication, 1, ByCode, WindowsMaps.Logon)),
        (4778, new(Authentication, Other, Success, WindowsMaps.Logon)),
        (4779, new(Authentication, Other, Success, WindowsMaps.Logon)),
        (4800, new(Authentication, Other, Success, WindowsMaps.Logon)),
        (4801, new(Authentication, Other, Success, WindowsMaps.Logon)),
        (4672, new(AuthorizeSession, 1, Success, WindowsMaps.Privileges)),
        (4688, new(ProcessActivity, 1, Success, WindowsMaps.ProcessCreated, "process_creation")),
        (4689, new(ProcessActivity, 2, Success, WindowsMaps.ProcessExited)),
        (4697, new(EntityManagement, 1, Success, WindowsMaps.Service)),
        (4698, new(ScheduledJobActivity, 1, Success, WindowsMaps.Task)),
        (4699, new(ScheduledJobActivity, 3, Success, WindowsMaps.Task)),
        (4700, new(ScheduledJobActivity, 4, Success, WindowsMaps.Task)),
        (4701, new(ScheduledJobActivity, 5, Success, WindowsMaps.Task)),
        (4702, new(ScheduledJobActivity, 2, Success, WindowsMaps.Task)),
        (4719, new(EntityManagement, 3, Success, WindowsMaps.Other)),
        (4720, new(UserManagement, 1, Success, WindowsMaps.Account)),
        (4722, new(UserManagement, 4, Success, WindowsMaps.Account)),
        (4723, new(UserManagement, 8, ByAudit, WindowsMaps.Account)),
        (4724, new(UserManagement, 9, ByAudit, WindowsMaps.Account)),
        (4725, new(UserManagement, 5, Success, WindowsMaps.Account)),
        (4726, new(UserManagement, 3, Success, WindowsMaps.Account)),
        (4738, new(UserManagement, 2, Success, WindowsMaps.Account)),
        (4740, new(UserManagement, 6, Success, WindowsMaps.Account)),
        (4741, new(UserManagement, 1, Success, WindowsMaps.Account)),
        (4742, new(UserManagement, 2, Success, WindowsMaps.Account)),
        (4743, new(UserManagement, 3, Success, WindowsMaps.Account)),
        (4767, new(UserManagement, 7, Success, WindowsMaps.Account)),
        (4781, new(UserManagement, 2, Success, WindowsMaps.Account)),
        (4727, new(GroupManagement, 6, Success, WindowsMaps.Group)),
        (4728, new(GroupManagement, 3, Success, WindowsMaps.Group)),
        (4729, new(GroupManagement, 4, Success, WindowsMaps.Group)),
        (4730, new(GroupManagement, 5, Success, WindowsMaps.Group)),
        (4731, new(GroupManagement, 6, Success, WindowsMaps.Group)),
        (4732, new(GroupManagement, 3, Success, WindowsMaps.Group)),
        (4733, new(GroupManagement, 4, Success, WindowsMaps.Group)),
        (4734, new(GroupManagement, 5, Success, WindowsMaps.Group)),
        (4735, new(GroupManagement, 9, Success, WindowsMaps.Group)),
        (4737, new(GroupManagement, 9, Success, WindowsMaps.Group)),
        (4754, new(GroupManagement, 6, Success, WindowsMaps.Group)),
        (4755, new(GroupManagement, 9, Success, WindowsMaps.Group)),
        (4756, new(GroupManagement, 3, Success, WindowsMaps.Group)),
        (4757, new(GroupManagement, 4, Success, WindowsMaps.Group)),
        (4758, new(GroupManagement, 5, Success, WindowsMaps.Group)),
        (5140, new(SmbActivity, Other, ByAudit, WindowsMaps.Share)),
        (5145, new(SmbActivity, Other, ByAudit, WindowsMaps.Share)),
        (5142, new(EntityManagement, 1, Success, WindowsMaps.Share)),
        (5143, new(EntityManagement, 3, Success, WindowsMaps.Share)),
        (5144, new(EntityManagement, 4, Success, WindowsMaps.Share)),
        (5152, new(NetworkActivity, 5, Failure, WindowsMaps.Filter)),
        (5154, new(NetworkActivity, 7, Success, WindowsMaps.Filter)),
        (5156, new(NetworkActivity, 1, Success, WindowsMaps.Filter)),
        (5157, new(NetworkActivity, 5, Failure, WindowsMaps.Filter)),
        (5158, new(NetworkActivity, Other, Success, WindowsMaps.Filter)),
        (1100, new(EventLogActivity, 7, Success, WindowsMaps.Other)),
        (1102, new(EventLogActivity, 1, Success, WindowsMaps.LogCleared)),
    ];

    public static readonly (int, WindowsKind)[] System =
    [
        (104, new(EventLogActivity, 1, Success, WindowsMaps.LogCleared)),
        (6005, new(EventLogActivity, 6, Success, WindowsMaps.Other)),
        (6006, new(EventLogActivity, 7, Success, WindowsMaps.Other)),
        (7045, new(EntityManagement, 1, Success, WindowsMaps.Service)),
        (7040, new(EntityManagement, 3, Success, WindowsMaps.Service)),
        (7036, new(ApplicationLifecycle, Other, Success, WindowsMaps.Service)),
        (7034, new(ApplicationLifecycle, 4, Failure, WindowsMaps.Service)),
    ];

    public static readonly (int, WindowsKind)[] PowerShell =
    [
        (4103, new(ScriptActivity, 1, Unstated, WindowsMaps.Script, "ps_module")),
        (4104, new(ScriptActivity, 1, Unstated, WindowsMaps.Script, "ps_script")),
    ];

    public static readonly (int, WindowsKind)[] PowerShellClassic =
    [
        (400, new(ApplicationLifecycle, 3, Success, WindowsMaps.Script, "ps_classic_start")),
        (403, new(ApplicationLifecycle, 4, Success, WindowsMaps.Script)),
        (600, new(ApplicationLifecycle, 3, Success, WindowsMaps.Script, "ps_classic_provider_start")),
        (800, new(ScriptActivity, 1, Unstated, WindowsMaps.Script, "ps_classic_script")),
    ];

    public static readonly (int, WindowsKind)[] Sysmon =
    [
        (1, new(ProcessActivity, 1, Success, WindowsMaps.SysmonProcess, "process_creation")),
        (2, new(FileActivity, 6, Success, WindowsMaps.SysmonFile, "file_change")),
        (3, new(NetworkActivity, 1, Unstated, WindowsMaps.SysmonConnection, "network_connection")),
        (4, new(ApplicationLifecycle, Other, Success, WindowsMaps.SysmonOther, "sysmon_status")),
        (5, new(ProcessActivity, 2, Success, WindowsMaps.SysmonProcess, "process_termination")),
        (6, new(KernelExtensionActivity, 1, Success, WindowsMaps.SysmonDriver, "driver_load")),
        (7, new(ModuleActivity, 1, Success, WindowsMaps.SysmonModule, "image_load")),
        (8, new(ProcessActivity, 4, Success, WindowsMaps.SysmonBetween, "create_remote_thread")),
        (9, new(FileActivity, 2, Success, WindowsMaps.SysmonFile, "raw_access_thread")),
        (10, new(ProcessActivity, 3, Success, WindowsMaps.SysmonBetween, "process_access")),
        (11, new(FileActivity, 1, Success, WindowsMaps.SysmonFile, "file_event")),
        (12, new(RegistryKeyActivity, Other, Success, WindowsMaps.SysmonRegistry, "registry_event")),
        (13, new(RegistryValueActivity, 2, Success, WindowsMaps.SysmonRegistry, "registry_set")),
        (14, new(RegistryKeyActivity, 5, Success, WindowsMaps.SysmonRegistry, "registry_rename")),
        (15, new(FileActivity, 1, Success, WindowsMaps.SysmonFile, "create_stream_hash")),
        (16, new(ApplicationLifecycle, 8, Success, WindowsMaps.SysmonOther, "sysmon_status")),
        (17, new(KernelActivity, 1, Success, WindowsMaps.SysmonOther, "pipe_created")),
        (18, new(KernelActivity, Other, Success, WindowsMaps.SysmonOther, "pipe_created")),
        (19, new(EntityManagement, Other, Success, WindowsMaps.SysmonOther, "wmi_event")),
        (20, new(EntityManagement, Other, Success, WindowsMaps.SysmonOther, "wmi_event")),
        (21, new(EntityManagement, Other, Success, WindowsMaps.SysmonOther, "wmi_event")),
        (22, new(DnsActivity, 6, Unstated, WindowsMaps.SysmonDns, "dns_query")),
        (23, new(FileActivity, 4, Success, WindowsMaps.SysmonFile, "file_delete")),
        (24, new(ClipboardActivity, 2, Success, WindowsMaps.SysmonOther, "clipboard_change")),
        (25, new(ProcessActivity, Other, Success, WindowsMaps.SysmonProcess, "process_tampering")),
        (26, new(FileActivity, 4, Success, WindowsMaps.SysmonFile, "file_delete_detected")),
        (27, new(FileActivity, 1, Failure, WindowsMaps.SysmonFile, "file_block_executable")),
        (28, new(FileActivity, 4, Failure, WindowsMaps.SysmonFile, "file_block_shredding")),
        (29, new(FileActivity, 1, Success, WindowsMaps.SysmonFile, "file_executable_detected")),
        (255, new(Base, 0, Failure, WindowsMaps.SysmonOther, "sysmon_error")),
    ];

    public static readonly (int, WindowsKind)[] Defender =
    [
        .. new[] { 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1017, 1018, 1019, 1115, 1116 }
            .Select(id => (id, new WindowsKind(DetectionFinding, 1, Unstated, WindowsMaps.Malware, "antivirus"))),
        (1117, new(DetectionFinding, 2, Success, WindowsMaps.Malware)),
        (1118, new(DetectionFinding, 2, Failure, WindowsMaps.Malware)),
        (1119, new(DetectionFinding, 2, Failure, WindowsMaps.Malware)),
    ];

    public static readonly (int, WindowsKind)[] TaskScheduler =
    [
        (106, new(ScheduledJobActivity, 1, Success, WindowsMaps.Task)),
        (140, new(ScheduledJobActivity, 2, Success, WindowsMaps.Task)),
        (141, new(ScheduledJobActivity, 3, Success, WindowsMaps.Task)),
        (142, new(ScheduledJobActivity, 5, Success, WindowsMaps.Task)),
        (129, new(ScheduledJobActivity, 6, Success, WindowsMaps.Task)),
        (200, new(ScheduledJobActivity, 6, Success, WindowsMaps.Task)),
    ];

    public static readonly (int, WindowsKind)[] LocalSessions =
    [
        (21, new(Authentication, 1, Success, WindowsMaps.TerminalSession)),
        (23, new(Authentication, 2, Success, WindowsMaps.TerminalSession)),
        (24, new(Authentication, Other, Success, WindowsMaps.TerminalSession)),
        (25, new(Authentication, Other, Success, WindowsMaps.TerminalSession)),
    ];

    // 1149 is written before the password is asked for.
    public static readonly (int, WindowsKind)[] RemoteConnections = [(1149, new(Authentication, 1, Unstated, WindowsMaps.TerminalSession))];
}
