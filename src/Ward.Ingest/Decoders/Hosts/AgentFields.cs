using System.Text;

namespace Ward.Ingest.Decoders.Hosts;

/// <summary>Which field each of the agent's own names fills, by source.</summary>
internal sealed class AgentFields
{
    private readonly (byte[] Name, FieldId Id)[] rows;

    private AgentFields(params (string Name, FieldId Id)[] rows) => this.rows = [.. rows.Select(r => (Encoding.ASCII.GetBytes(r.Name), r.Id))];

    public static LogSource ProcessCreation { get; } = new("process_creation", "linux", "");

    public static LogSource NetworkConnection { get; } = new("network_connection", "linux", "");

    public static LogSource FileEvent { get; } = new("file_event", "linux", "");

    public static LogSource Auth { get; } = new("", "linux", "auth");

    public static AgentFields None { get; } = new();

    public static AgentFields Process { get; } = new(
        ("pid", Fields.ProcessId), ("name", Fields.ProcessName), ("exe", Fields.ProcessPath), ("cmdline", Fields.CommandLine), ("cwd", Fields.ProcessDirectory),
        ("uid", Fields.ProcessUserUid), ("ppid", Fields.ParentId), ("parent_exe", Fields.ParentPath), ("parent_cmdline", Fields.ParentCommandLine));

    public static AgentFields Inbound { get; } = new(
        ("protocol", Fields.Protocol), ("direction", Fields.Direction), ("remote_address", Fields.SourceIp), ("remote_port", Fields.SourcePort),
        ("local_address", Fields.DestinationIp), ("local_port", Fields.DestinationPort), ("pid", Fields.ActorProcessId), ("name", Fields.ActorProcess), ("exe", Fields.ActorProcessPath), ("uid", Fields.ActorUserUid));

    public static AgentFields Outbound { get; } = new(
        ("protocol", Fields.Protocol), ("direction", Fields.Direction), ("remote_address", Fields.DestinationIp), ("remote_port", Fields.DestinationPort),
        ("local_address", Fields.SourceIp), ("local_port", Fields.SourcePort), ("pid", Fields.ActorProcessId), ("name", Fields.ActorProcess), ("exe", Fields.ActorProcessPath), ("uid", Fields.ActorUserUid));

    public static AgentFields Listen { get; } = new(
        ("protocol", Fields.Protocol), ("address", Fields.DestinationIp), ("port", Fields.DestinationPort), ("pid", Fields.ActorProcessId), ("name", Fields.ActorProcess),
        ("exe", Fields.ActorProcessPath), ("uid", Fields.ActorUserUid));

    public static AgentFields Login { get; } = new(
        ("user", Fields.UserName), ("terminal", Fields.SessionTerminal), ("host", Fields.SourceHost), ("address", Fields.SourceIp), ("pid", Fields.ProcessId));

    public static AgentFields Package { get; } = new(
        ("name", Fields.SoftwareName), ("version", Fields.SoftwareVersion), ("architecture", Fields.SoftwareArchitecture), ("manager", Fields.SoftwareManager), ("event", Fields.ActivityName));

    public static AgentFields Integrity { get; } = new(
        ("path", Fields.FilePath), ("size", Fields.FileSize), ("sha256", Fields.FileHash), ("event", Fields.ActivityName));

    public bool TryFind(ReadOnlySpan<byte> name, out FieldId id)
    {
        foreach (var (known, field) in rows)
        {
            if (!name.SequenceEqual(known)) continue;
            id = field;
            return true;
        }

        id = default;
        return false;
    }
}
