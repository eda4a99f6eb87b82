namespace Ward.Ingest.Decoders.Json;

/// <summary>Results of osquery's scheduled queries: differences row by row, or snapshots. The columns are those of the query, under their own names.</summary>
internal sealed class OsqueryDecoder : JsonSource
{
    private static readonly MemberName Host = new("hostIdentifier"), Name = new("name"), Action = new("action"), UnixTime = new("unixTime"), CalendarTime = new("calendarTime");

    private static readonly FieldMap Any = new(
        ("name", Fields.QueryName), ("columns.path", Fields.FilePath), ("columns.username", Fields.UserName), ("columns.sha256", Fields.FileHash), ("columns.uid", Fields.UserUid));

    private static readonly FieldMap Process = new(
        ("name", Fields.QueryName), ("columns.path", Fields.ProcessPath), ("columns.cmdline", Fields.CommandLine), ("columns.pid", Fields.ProcessId), ("columns.parent", Fields.ParentId),
        ("columns.cwd", Fields.ProcessDirectory), ("columns.uid", Fields.UserUid), ("columns.username", Fields.UserName));

    private static readonly FieldMap Socket = new(
        ("name", Fields.QueryName), ("columns.path", Fields.ActorProcessPath), ("columns.pid", Fields.ActorProcessId), ("columns.remote_address", Fields.DestinationIp), ("columns.remote_port", Fields.DestinationPort),
        ("columns.local_address", Fields.SourceIp), ("columns.local_port", Fields.SourcePort));

    private static readonly LogSource Source = new("", "osquery", ""), Processes = new("process_creation", "linux", "osquery"), Sockets = new("network_connection", "linux", "osquery");

    public override DecoderCard Card { get; } = new("osquery", "osquery results: differential and snapshot", "5.x by the documentation of its logs", LineShape.Json,
        """{"name":"pack_city_listening_ports","hostIdentifier":"web-1","calendarTime":"Sun Mar  1 11:59:58 2026 UTC","unixTime":1772366398,"epoch":0,"counter":3,"action":"added","columns":{"pid":"812","port":"8080","path":"/usr/bin/python3"}}""");

    protected override bool Recognises(JsonTable table) => table.Has(Host) && table.Has(Name) && (table.Has(UnixTime) || table.Has(CalendarTime));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, UnixTime);
        if (table.TryGet(Host, out var host) && host.Length > 0) into.Set(Fields.DeviceHost, host);
        var name = table.Value(Name);
        // The evented tables: a row that appears is something that happened, on Linux and macOS alike.
        var added = table.Says(Action, "added"u8);
        var (map, eventClass, activity, source) = added && name.EndsWith("process_events"u8) ? (Process, EventClass.ProcessActivity, 1, Processes)
            : added && name.EndsWith("socket_events"u8) ? (Socket, EventClass.NetworkActivity, 1, Sockets)
            : (Any, EventClass.EvidenceInfo, 1, Source);
        MemberWriter.Keep(table, map, into);
        into.Is(eventClass, activity, 0, source).Set(Fields.LogProvider, "osquery"u8);
        return true;
    }
}
