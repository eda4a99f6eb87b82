namespace Ward.Ingest.Decoders.Hosts;

/// <summary>What the audit's record types, numbers and names mean (linux/audit.h; names as libaudit writes them).</summary>
internal static class AuditTypes
{
    /// <summary>The name of a type that the kernel wrote as a number, for the types that reach the kernel's log; any other stays as it is.</summary>
    public static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> type) => Words.Number(type) switch
    {
        -1 => type,
        1100 => "USER_AUTH"u8,
        1101 => "USER_ACCT"u8,
        1103 => "CRED_ACQ"u8,
        1104 => "CRED_DISP"u8,
        1105 => "USER_START"u8,
        1106 => "USER_END"u8,
        1107 => "USER_AVC"u8,
        1112 => "USER_LOGIN"u8,
        1114 => "ADD_USER"u8,
        1115 => "DEL_USER"u8,
        1123 => "USER_CMD"u8,
        1130 => "SERVICE_START"u8,
        1131 => "SERVICE_STOP"u8,
        1300 => "SYSCALL"u8,
        1302 => "PATH"u8,
        1305 => "CONFIG_CHANGE"u8,
        1306 => "SOCKADDR"u8,
        1307 => "CWD"u8,
        1309 => "EXECVE"u8,
        1326 => "SECCOMP"u8,
        1327 => "PROCTITLE"u8,
        1400 => "AVC"u8,
        1403 => "MAC_POLICY_LOAD"u8,
        1404 => "MAC_STATUS"u8,
        1700 => "ANOM_PROMISCUOUS"u8,
        1701 => "ANOM_ABEND"u8,
        _ => type,
    };

    public static (EventClass Class, int Activity) ClassOf(ReadOnlySpan<byte> type) => type switch
    {
        _ when Is(type, "USER_LOGIN"u8, "USER_AUTH"u8, "LOGIN"u8, "USER_START"u8) || Is(type, "USER_ERR"u8) => (EventClass.Authentication, 1),
        _ when Is(type, "USER_END"u8, "USER_LOGOUT"u8) => (EventClass.Authentication, 2),
        _ when Is(type, "USER_ACCT"u8, "CRED_ACQ"u8, "CRED_DISP"u8, "CRED_REFR"u8) => (EventClass.Authentication, 99),
        _ when Is(type, "USER_CMD"u8) => (EventClass.ProcessActivity, 1),
        _ when Is(type, "PROCTITLE"u8, "CWD"u8, "TTY"u8, "USER_TTY"u8) => (EventClass.ProcessActivity, 99),
        _ when Is(type, "ADD_USER"u8) => (EventClass.UserManagement, 1),
        _ when Is(type, "DEL_USER"u8) => (EventClass.UserManagement, 3),
        _ when Is(type, "USER_MGMT"u8) => (EventClass.UserManagement, 2),
        _ when Is(type, "USER_CHAUTHTOK"u8) => (EventClass.UserManagement, 8),
        _ when Is(type, "ACCT_LOCK"u8) => (EventClass.UserManagement, 6),
        _ when Is(type, "ACCT_UNLOCK"u8) => (EventClass.UserManagement, 7),
        _ when Is(type, "ADD_GROUP"u8) => (EventClass.GroupManagement, 6),
        _ when Is(type, "DEL_GROUP"u8) => (EventClass.GroupManagement, 5),
        _ when Is(type, "GRP_MGMT"u8) => (EventClass.GroupManagement, 9),
        _ when Is(type, "SERVICE_START"u8, "DAEMON_START"u8) => (EventClass.ApplicationLifecycle, 3),
        _ when Is(type, "SERVICE_STOP"u8, "DAEMON_END"u8, "DAEMON_ABORT"u8) => (EventClass.ApplicationLifecycle, 4),
        _ when Is(type, "SYSTEM_BOOT"u8) => (EventClass.DevicePowerStateActivity, 1),
        _ when Is(type, "SYSTEM_SHUTDOWN"u8) => (EventClass.DevicePowerStateActivity, 2),
        _ when Is(type, "SOCKADDR"u8, "CRYPTO_SESSION"u8, "NETFILTER_PKT"u8) => (EventClass.NetworkActivity, 99),
        _ when Is(type, "SECCOMP"u8) => (EventClass.KernelActivity, 4),
        _ when Is(type, "CONFIG_CHANGE"u8, "NETFILTER_CFG"u8, "MAC_STATUS"u8, "MAC_POLICY_LOAD"u8) => (EventClass.EntityManagement, 3),
        _ => (EventClass.Base, 0),
    };

    /// <summary>The model's field for a name of the audit's, in a record of that type; null where it has none.</summary>
    public static FieldId? FieldOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, ReadOnlySpan<byte> value) => name switch
    {
        _ when Is(name, "exe"u8) => Fields.ProcessPath,
        _ when Is(name, "comm"u8) => Fields.ProcessName,
        _ when Is(name, "pid"u8) => Fields.ProcessId,
        _ when Is(name, "ppid"u8) => Fields.ParentId,
        _ when Is(name, "cwd"u8) => Fields.ProcessDirectory,
        _ when Is(name, "acct"u8) => Fields.UserName,
        _ when Is(name, "id"u8) => Fields.UserUid,
        _ when Is(name, "grp"u8) => Fields.GroupName,
        _ when Is(name, "auid"u8) => Fields.ActorUserUid,
        _ when Is(name, "AUID"u8) => Fields.ActorUser,
        _ when Is(name, "UID"u8) => Fields.ProcessUser,
        _ when Is(name, "ses"u8) => Fields.ActorSession,
        _ when Is(name, "terminal"u8) || Is(name, "tty"u8) => Fields.SessionTerminal,
        _ when Is(name, "addr"u8) => Text.IsAddress(value) ? Fields.SourceIp : null,
        _ when Is(name, "hostname"u8) => Text.IsAddress(value) ? Fields.SourceIp : Fields.SourceHost,
        _ when Is(name, "unit"u8) => Fields.ServiceName,
        _ when Is(name, "exit"u8) => Fields.ExitCode,
        _ when Is(name, "name"u8) => Is(type, "PATH"u8, "AVC"u8) ? Fields.FilePath : null,
        _ when Is(name, "op"u8) => Fields.StatusDetail,
        _ => null,
    };

    /// <summary>CREATE and DELETE are said by the record; of any other item only the call knows what was done to it.</summary>
    public static int PathActivity(EventBuilder into) => !into.Event.TryGetUnmapped("nametype"u8, out var kind) ? 0 : kind switch
    {
        _ when Is(kind, "CREATE"u8) => 1,
        _ when Is(kind, "DELETE"u8) => 4,
        _ => 99,
    };

    /// <summary>Names the call where the record gives its number alone (x86-64 and arm64), and says what it does.</summary>
    public static void ClassifyCall(int status, LogSource source, EventBuilder into)
    {
        if (!into.Event.TryGetUnmapped("SYSCALL"u8, out var call))
        {
            into.Event.TryGetUnmapped("arch"u8, out var arch);
            into.Event.TryGetUnmapped("syscall"u8, out var number);
            call = Is(arch, "c000003e"u8) ? NameOnX64(Words.Number(number)) : Is(arch, "c00000b7"u8) ? NameOnArm64(Words.Number(number)) : default;
            if (call.Length > 0) into.SetUnmapped("SYSCALL"u8, call);
        }

        if (call.Length > 0) into.Set(Fields.ActivityName, call);
        if (Is(call, "execve"u8, "execveat"u8)) into.Is(EventClass.ProcessActivity, 1, status, source);
        else if (Is(call, "init_module"u8, "finit_module"u8)) into.Is(EventClass.KernelExtensionActivity, 1, status, source);
        else if (Is(call, "delete_module"u8)) into.Is(EventClass.KernelExtensionActivity, 2, status, source);
        else into.Is(EventClass.KernelActivity, 4, status, source);
    }

    private static ReadOnlySpan<byte> NameOnX64(int number) => number switch
    {
        2 => "open"u8,
        41 => "socket"u8,
        42 => "connect"u8,
        43 => "accept"u8,
        49 => "bind"u8,
        59 => "execve"u8,
        62 => "kill"u8,
        82 => "rename"u8,
        83 => "mkdir"u8,
        84 => "rmdir"u8,
        87 => "unlink"u8,
        90 => "chmod"u8,
        92 => "chown"u8,
        99 => "sysinfo"u8,
        101 => "ptrace"u8,
        103 => "syslog"u8,
        105 => "setuid"u8,
        106 => "setgid"u8,
        133 => "mknod"u8,
        165 => "mount"u8,
        166 => "umount2"u8,
        170 => "sethostname"u8,
        175 => "init_module"u8,
        176 => "delete_module"u8,
        257 => "openat"u8,
        259 => "mknodat"u8,
        263 => "unlinkat"u8,
        264 => "renameat"u8,
        268 => "fchmodat"u8,
        288 => "accept4"u8,
        313 => "finit_module"u8,
        316 => "renameat2"u8,
        319 => "memfd_create"u8,
        321 => "bpf"u8,
        322 => "execveat"u8,
        _ => default,
    };

    private static ReadOnlySpan<byte> NameOnArm64(int number) => number switch
    {
        33 => "mknodat"u8,
        35 => "unlinkat"u8,
        40 => "mount"u8,
        56 => "openat"u8,
        105 => "init_module"u8,
        106 => "delete_module"u8,
        116 => "syslog"u8,
        117 => "ptrace"u8,
        129 => "kill"u8,
        146 => "setuid"u8,
        179 => "sysinfo"u8,
        203 => "connect"u8,
        221 => "execve"u8,
        273 => "finit_module"u8,
        279 => "memfd_create"u8,
        280 => "bpf"u8,
        281 => "execveat"u8,
        _ => default,
    };

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> one) => text.SequenceEqual(one);

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> one, ReadOnlySpan<byte> two) => Is(text, one) || Is(text, two);

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> one, ReadOnlySpan<byte> two, ReadOnlySpan<byte> three) => Is(text, one, two) || Is(text, three);

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> one, ReadOnlySpan<byte> two, ReadOnlySpan<byte> three, ReadOnlySpan<byte> four) => Is(text, one, two) || Is(text, three, four);
}
